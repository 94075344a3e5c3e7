using MyStyle.Engine.People;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Tests.Networks;
using MyStyle.Engine.Workshop;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.People;

public sealed class PersonDeltaRenderingTests : TensorTest
{
    [Fact]
    public void Anchors_OfARestoredPerson_RenderAsTheOriginals()
    {
        using var home = new TemporaryFolder();
        var somebody = new TunedSomebody(home);
        byte[] original = Render(somebody.Person);
        byte[] untuned = Render(somebody.Person with { Generator = somebody.Prior });
        double tuning = Mean(original, untuned);
        tuning.ShouldBeGreaterThan(3);

        // Measured: tuning moves a pixel by 7.6 levels on average, the coarsest rounding by 0.9, the finer one by 0.02 and at most 1.
        Mean(original, Restore(1)).ShouldBeLessThan(0.2 * tuning);
        byte[] fine = Restore(0.01);
        Mean(original, fine).ShouldBeLessThan(0.1);
        Max(original, fine).ShouldBeLessThanOrEqualTo(1);

        byte[] Restore(double step)
        {
            PersonDelta.Write(home.File("ada.mystyle-delta"), somebody.Person, somebody.PriorPath, step);
            return Render(PersonDelta.Open(home.File("ada.mystyle-delta"), somebody.PriorPath));
        }
    }

    private static byte[] Render(Person person)
    {
        using var prior = new PersonalPrior(person, CPU);
        return [.. prior.Render([.. Enumerable.Range(0, 3).Select(i => Engine.Hull.RowMatrix.Repeat(prior.Hull.Anchors.Row(i), prior.LayerCount))])
            .SelectMany(image => image.Pixels)];
    }

    private static double Mean(byte[] a, byte[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Average();

    private static int Max(byte[] a, byte[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
