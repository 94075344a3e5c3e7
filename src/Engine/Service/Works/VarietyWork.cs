using MyStyle.Engine.Imaging;
using MyStyle.Engine.Metrics;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Updates;

namespace MyStyle.Engine.Service.Works;

/// <summary>Measures how varied pictures are, a picture a step.</summary>
internal sealed class VarietyWork(VarietyOrder order, WorkContext context) : StepwiseWork(context)
{
    protected override IEnumerable<bool> Run()
    {
        int count = Math.Min(order.Pictures.Count, VarietyOrder.Most);
        if (count < 2)
        {
            throw new EngineException("How varied pictures are can be said of two or more.");
        }

        var pictures = new RgbImage[count];
        for (int i = 0; i < count; i++)
        {
            PhotoFile photo = order.Pictures[(int)((long)i * order.Pictures.Count / count)];
            pictures[i] = ImageFile.Read(photo.Path);
            if (pictures[i].Width != pictures[0].Width || pictures[i].Height != pictures[0].Height)
            {
                throw new EngineException($"{photo.Name} has another size than the pictures before it, so they cannot be compared. Align them anew.");
            }

            yield return true;
        }

        var distances = new float[count, count];
        foreach (int done in new PerceptualDistances(Context.Toolbox.Perceptual, Context.Toolbox.Device).PairwiseSteps(pictures, distances))
        {
            Context.Tell(new PhaseUpdate("Comparing photos", done, count));
            yield return true;
        }

        // The diagonal is zero: it adds nothing to the sum and is no pair.
        double mean = distances.Cast<float>().Sum(distance => (double)distance) / (count * (count - 1.0));
        Context.Tell(new FinishedUpdate(new VarietyOutcome(mean, Context.Toolbox.PerceptualName, count)));
    }
}
