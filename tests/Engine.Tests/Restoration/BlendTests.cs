using CsCheck;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Restoration;
using MyStyle.Engine.Tests.Fixtures;

namespace MyStyle.Engine.Tests.Restoration;

public class BlendTests
{
    [Fact]
    public void Dilate_GoldenHole_EqualsOpenCv()
    {
        Mask dilated = Morphology.Dilate(Pictures.Grey(Golden.File("blend_mask_hole.png")), 20);
        dilated.Values.ShouldBe(Pictures.Grey(Golden.File("blend_mask_dilated.png")).Values);
    }

    [Fact]
    public void Into_PoissonGoldenCase_EqualsSeamlessClone()
    {
        RgbImage generated = Pictures.Rgb(Golden.File("blend_src_generated.png"));
        RgbImage photo = Pictures.Rgb(Golden.File("blend_dst_input.png"));
        Mask hole = Pictures.Grey(Golden.File("blend_mask_hole.png"));
        Mask dilated = Pictures.Grey(Golden.File("blend_mask_dilated.png"));
        RgbImage expected = Pictures.Rgb(Golden.File("blend_out_bgr_agnostic.png"));

        RgbImage result = Blend.Into(generated, photo, hole, BlendMode.Poisson, 20);

        int[] differences = [.. result.Pixels.Zip(expected.Pixels, (a, b) => a - b)];
        for (int i = 0; i < dilated.Values.Length; i++)
        {
            if (dilated.Values[i] == 0)
            {
                result.Pixels.AsSpan(3 * i, 3).SequenceEqual(photo.Pixels.AsSpan(3 * i, 3)).ShouldBeTrue();
            }
        }

        differences.Count(d => d != 0).ShouldBeLessThan(10);
        differences.Max(Math.Abs).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void Into_Copy_TakesTheHoleAndNothingElse()
    {
        (RgbImage generated, RgbImage photo, Mask hole) = Disc(60, 40);
        RgbImage result = Blend.Into(generated, photo, hole, BlendMode.Copy);
        for (int i = 0; i < hole.Values.Length; i++)
        {
            RgbImage source = hole.Values[i] > 127 ? generated : photo;
            result.Pixels.AsSpan(3 * i, 3).SequenceEqual(source.Pixels.AsSpan(3 * i, 3)).ShouldBeTrue();
        }
    }

    [Fact]
    public void Into_Feathered_IsGeneratedInsideAndPhotoBeyondTheMargin()
    {
        (RgbImage generated, RgbImage photo, Mask hole) = Disc(64, 40);
        RgbImage result = Blend.Into(generated, photo, hole, BlendMode.Feathered, 12);
        double[] distance = Feather.SquaredDistance(hole);
        int between = 0;
        for (int i = 0; i < hole.Values.Length; i++)
        {
            int value = result.Pixels[3 * i];
            if (distance[i] == 0)
            {
                value.ShouldBe(generated.Pixels[3 * i]);
            }
            else if (distance[i] >= 36)
            {
                value.ShouldBe(photo.Pixels[3 * i]);
            }
            else
            {
                between += value != generated.Pixels[3 * i] && value != photo.Pixels[3 * i] ? 1 : 0;
            }
        }

        between.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Into_PoissonOfAnotherTone_TakesThePhotosTone()
    {
        // The generated picture is the photo, 40 levels brighter: its gradients fit exactly.
        RgbImage photo = Pictures.Make(72, 50, (x, y, c) => 60 + (20 * Math.Sin(x / 9.0)) + y + (10 * c));
        RgbImage generated = new(72, 50, [.. photo.Pixels.Select(value => (byte)(value + 40))]);
        Mask hole = Pictures.MakeMask(72, 50, (x, y) => Math.Pow(x - 36, 2) + Math.Pow(1.5 * (y - 25), 2) < 200);
        RgbImage spoilt = Blend.Into(Pictures.Make(72, 50, (_, _, _) => 128), photo, hole, BlendMode.Copy);

        RgbImage result = Blend.Into(generated, spoilt, hole, BlendMode.Poisson);

        result.Pixels.Zip(photo.Pixels, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void Into_PoissonIrregularHole_ChangesNothingBeyondTheMargin()
    {
        (RgbImage generated, RgbImage photo, Mask hole) = Disc(64, 30);
        RgbImage result = Blend.Into(generated, photo, hole, BlendMode.Poisson, 6);
        Mask margin = Morphology.Dilate(hole, 6);
        for (int i = 0; i < hole.Values.Length; i++)
        {
            if (margin.Values[i] == 0)
            {
                result.Pixels.AsSpan(3 * i, 3).SequenceEqual(photo.Pixels.AsSpan(3 * i, 3)).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void Into_PoissonHoleAtTheBorder_IsNotPulledToTheHolesGrey()
    {
        RgbImage photo = Pictures.Make(48, 48, (x, _, _) => 200 - x);
        Mask hole = Pictures.MakeMask(48, 48, (x, y) => x < 20 && y < 30);
        RgbImage spoilt = Blend.Into(Pictures.Make(48, 48, (_, _, _) => 0), photo, hole, BlendMode.Copy);
        RgbImage result = Blend.Into(photo, spoilt, hole, BlendMode.Poisson);
        result.Pixels.Zip(photo.Pixels, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void Into_PoissonWholePicture_IsTheGeneratedOne()
    {
        (RgbImage generated, RgbImage photo, _) = Disc(32, 10);
        Mask all = Pictures.MakeMask(32, 32, (_, _) => true);
        Blend.Into(generated, photo, all, BlendMode.Poisson).Pixels.ShouldBe(generated.Pixels);
    }

    [Theory]
    [InlineData(BlendMode.Copy)]
    [InlineData(BlendMode.Feathered)]
    [InlineData(BlendMode.Poisson)]
    public void Into_NoHole_IsThePhoto(BlendMode mode)
    {
        (RgbImage generated, RgbImage photo, _) = Disc(32, 10);
        Blend.Into(generated, photo, new Mask(32, 32), mode).Pixels.ShouldBe(photo.Pixels);
    }

    [Fact]
    public void Into_SizesThatDiffer_Throws() =>
        Should.Throw<ArgumentException>(() => Blend.Into(new RgbImage(4, 4), new RgbImage(4, 5), new Mask(4, 5), BlendMode.Copy));

    [Theory]
    [InlineData(33)]
    [InlineData(160)]
    public void Solve_KnownSolutionOnADisc_IsFoundInFewSteps(int n)
    {
        bool[] unknown = [.. Pictures.MakeMask(n, n, (x, y) => Math.Pow(x - (n / 2), 2) + Math.Pow(y - (n / 2), 2) < 0.2 * n * n)
            .Values.Select(value => value != 0)];
        double[] truth = [.. unknown.Select((known, i) => known ? 40 * Math.Sin(i % n / 17.0) * Math.Cos(i / n / 50.0) : 0)];
        double[] f = new double[n * n];
        for (int i = n; i < f.Length - n; i++)
        {
            f[i] = (4 * truth[i]) - truth[i - 1] - truth[i + 1] - truth[i - n] - truth[i + n];
        }

        GridLaplacian equation = new(n, n, unknown, [.. Enumerable.Repeat((byte)4, n * n)]);
        double[] found = equation.Solve(f);

        found.Zip(truth, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-5);
        equation.Iterations.ShouldBeLessThan(25);
    }

    [Fact]
    public void SquaredDistance_AnyMask_EqualsTheSlowWay() =>
        Gen.Bool.Array[6 * 9].Where(bits => bits.Contains(true)).Sample(bits =>
        {
            Mask mask = Pictures.MakeMask(9, 6, (x, y) => bits[(y * 9) + x]);
            double[] distance = Feather.SquaredDistance(mask);
            for (int i = 0; i < bits.Length; i++)
            {
                distance[i].ShouldBe(Enumerable.Range(0, bits.Length).Where(j => bits[j])
                    .Min(j => Math.Pow((i % 9) - (j % 9), 2) + Math.Pow((i / 9) - (j / 9), 2)));
            }
        });

    [Fact]
    public void Morphology_ErodeAndDilate_EqualTheSlowWay() =>
        Gen.Select(Gen.Bool.Array[8 * 11], Gen.Int[1, 6], Gen.Int[0, 3]).Sample((bits, kernel, radius) =>
        {
            Mask mask = Pictures.MakeMask(11, 8, (x, y) => bits[(y * 11) + x]);
            Mask dilated = Morphology.Dilate(mask, kernel);
            Mask eroded = Morphology.Erode(mask, radius);
            int anchor = kernel / 2;
            bool In(int x, int y) => x >= 0 && y >= 0 && x < 11 && y < 8 && bits[(y * 11) + x];
            for (int i = 0; i < bits.Length; i++)
            {
                int[] square = [.. Enumerable.Range(0, kernel).Select(k => k - anchor)];
                (dilated.Values[i] != 0).ShouldBe(square.Any(dy => square.Any(dx => In((i % 11) + dx, (i / 11) + dy))));
                int[] around = [.. Enumerable.Range(-radius, (2 * radius) + 1)];
                (eroded.Values[i] != 0).ShouldBe(around.All(dy => around.All(dx => In((i % 11) + dx, (i / 11) + dy))));
            }
        });

    private static (RgbImage Generated, RgbImage Photo, Mask Hole) Disc(int size, int diameter) => (
        Pictures.Make(size, size, (x, y, c) => 140 + (50 * Math.Sin(x / 5.0)) + (30 * Math.Cos(y * x / 90.0)) + c),
        Pictures.Make(size, size, (x, y, c) => 80 + (30 * Math.Sin(x / 20.0)) + (30 * Math.Cos(y / 40.0)) + c),
        Pictures.MakeMask(size, size, (x, y) => Math.Pow(x - (size / 2), 2) + Math.Pow(y - (size / 2), 2) < diameter * diameter / 4));
}
