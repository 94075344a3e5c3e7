using MyStyle.Engine.Hull;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Questions;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Service.Answers;

/// <summary>Draws new pictures from the hull.</summary>
internal static class SampleAnswerer
{
    private const int Most = 32;
    private const int MostSkipped = 100_000;

    /// <summary>Answers.</summary>
    /// <exception cref="EngineException">Too many are asked for, or beta has no end.</exception>
    public static SampleAnswer Answer(SampleQuestion question, ShelvedPerson person, Toolbox toolbox, AnswerClock clock)
    {
        if (question.Count is < 1 or > Most || question.Skip is < 0 or > MostSkipped)
        {
            throw new EngineException($"From 1 to {Most} pictures can be drawn at a time.");
        }

        if (!(question.Beta >= 0) || !double.IsFinite(question.Beta))
        {
            throw new EngineException("Samples need an allowed dilation, a number from 0 up.");
        }

        var sampler = new HullSampler(question.Sampler, person.Prior.Hull.Count, question.Seed, question.Beta);
        for (int i = 0; i < question.Skip; i++)
        {
            sampler.Next();
        }

        return new SampleAnswer([.. Enumerable.Range(0, question.Count)
            .Select(_ => PointAnswerer.Describe(RowMatrix.Repeat(sampler.Next(), 1), withIdentity: true, question.Size, person, toolbox, clock))]);
    }
}
