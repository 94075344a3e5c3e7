using System.Numerics.Tensors;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Questions;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Service.Answers;

/// <summary>Renders edits along several directions at once.</summary>
internal static class EditAnswerer
{
    /// <summary>Answers.</summary>
    /// <exception cref="EngineException">Code, directions and person do not belong together.</exception>
    public static EditAnswer Answer(EditQuestion question, ShelvedPerson person, Toolbox toolbox, AnswerClock clock)
    {
        double beta = Allowed(question.Beta);
        PersonalPrior prior = person.Prior;
        EditSpace space = person.Space(question.LeftOut);
        RowMatrix start = space.Enter(Start(question.CodePath, person, beta), beta);
        PersonalDirection[] directions = [.. question.Sliders.Select(slider => space.Project(slider.Name, slider.Vector))];
        double[] gamma = new double[space.Hull.Count];
        for (int i = 0; i < directions.Length; i++)
        {
            double theta = question.Sliders[i].Theta;
            if (!double.IsFinite(theta))
            {
                throw new EngineException($"The slider '{question.Sliders[i].Name}' stands at no number.");
            }

            TensorPrimitives.MultiplyAdd(directions[i].Gamma, theta, gamma, gamma);
        }

        // Theta of the whole way is 1, so where it is stopped is the share of it that was gone.
        EditStep step = new EditPath(space.Projector, start, gamma, beta).At(1, question.Policy);
        RowMatrix alpha = space.Leave(step.Alpha);
        RgbImage picture = person.Render(prior.Hull.Points(alpha));
        Readout readout = Readout.Of(question.WithIdentity, picture, prior, toolbox);
        IReadOnlyList<SliderTrack> tracks = question.WithTracks ? SliderTracks.Of(space, start, gamma, question.Sliders, directions, beta) : [];
        return new EditAnswer(
            FrameEncoder.Encode(picture, question.Size),
            step.LinearDilation,
            step.Dilation,
            step.Outcome,
            step.Outcome == EditOutcome.Stopped ? step.AppliedTheta : 1,
            readout.Identity,
            readout.NearestPhoto,
            CarrierList.Of(alpha, prior.Hull.Names),
            tracks,
            clock.Milliseconds,
            question.WithCode ? [.. alpha.Values] : null,
            alpha.Rows);
    }

    /// <summary>An allowed dilation as the hull takes it.</summary>
    /// <exception cref="EngineException">It is negative or no number.</exception>
    public static double Allowed(double? beta) => beta switch
    {
        null => double.PositiveInfinity,
        >= 0 => beta.Value,
        _ => throw new EngineException("An allowed dilation is a number from 0 up, or none for unbounded."),
    };

    private static RowMatrix Start(string? codePath, ShelvedPerson person, double beta) => codePath is null
        ? RowMatrix.Repeat(person.Prior.Hull.CentreAlpha(), person.Prior.LayerCount)
        : Editing.Settle(person.Code(codePath).Alpha, beta);
}
