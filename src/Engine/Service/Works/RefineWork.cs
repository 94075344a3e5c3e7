using MyStyle.Engine.Imaging;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Updates;
using MyStyle.Engine.Tuning;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Service.Works;

/// <summary>Tunes a copy of a person's generator on one photo.</summary>
internal sealed class RefineWork(RefineOrder order, WorkContext context) : StepwiseWork(context)
{
    private const double FrameShare = 0.1;

    private readonly CostBudget _frames = new(FrameShare);

    protected override IEnumerable<bool> Run()
    {
        if (order.Steps < 1)
        {
            throw new EngineException("A refinement needs at least one step.");
        }

        Context.Tell(new PhaseUpdate("Loading the person"));
        yield return true;
        using ShelvedPerson person = Context.Bench.People.Take(order.PersonFolder).Hold();
        using Refinement refinement = Start(person);
        string name = Path.GetFileNameWithoutExtension(order.PicturePath);
        Context.Tell(new PhaseUpdate("Refining"));
        TuningStep? first = null, last = null;
        while (!refinement.IsFinished)
        {
            long start = Context.Bench.Time.GetTimestamp();
            last = refinement.Step();
            first ??= last;
            _frames.Earn(Context.Bench.Time.GetElapsedTime(start));
            Context.Tell(new StepUpdate(last.Step, last.TotalSteps, last.Loss, last.Lpips, last.L2));
            if (_frames.Allows || refinement.IsFinished)
            {
                ShowFrame(refinement, name, last);
            }

            yield return true;
        }

        Context.Tell(new PhaseUpdate("Writing the person"));
        string folder = Path.Combine(order.OutputFolder, TrainWork.PersonName);
        PersonFolder.Save(folder, refinement.Finish());
        Context.Tell(new FinishedUpdate(new RefineOutcome(folder, first!.Lpips, last!.Lpips)));
    }

    private Refinement Start(ShelvedPerson person)
    {
        RgbImage photo = ImageFile.Read(order.PicturePath);
        int size = person.Prior.Resolution;
        if (photo.Width != size || photo.Height != size)
        {
            throw new EngineException($"The photo has {photo.Width} x {photo.Height} px, and an aligned square of {size} px is needed. Align the photo first.");
        }

        RefinementOptions options = RefinementOptions.For(Context.Toolbox.PerceptualName) with { Steps = order.Steps };
        return new Refinement(
            person.Prior, photo, person.Code(order.CodePath), new ReconstructionLoss(Context.Toolbox.Perceptual, options.L2Weight), options);
    }

    private void ShowFrame(Refinement refinement, string name, TuningStep step)
    {
        long start = Context.Bench.Time.GetTimestamp();
        Context.Tell(new FrameUpdate(0, name, step.Step, FrameEncoder.Encode(refinement.Render()), step.Lpips, null, null, null, []));
        _frames.Pay(Context.Bench.Time.GetElapsedTime(start));
    }
}
