using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Questions;

namespace MyStyle.Engine.Service.Answers;

/// <summary>From questions to who answers them. Lives on the engine thread.</summary>
/// <param name="bench">Networks and people.</param>
internal sealed class AnswerDesk(Workbench bench)
{
    /// <summary>Answers a question.</summary>
    /// <exception cref="EngineException">It cannot be answered.</exception>
    public TAnswer Answer<TAnswer>(EngineQuestion<TAnswer> question)
        where TAnswer : class
    {
        var clock = new AnswerClock(bench.Time);
        ShelvedPerson person = bench.People.Take(question.PersonFolder);
        object answer = question switch
        {
            EditQuestion edit => EditAnswerer.Answer(edit, person, bench.Toolbox, clock),
            PointQuestion point => PointAnswerer.Answer(point, person, bench.Toolbox, clock),
            MapQuestion => MapAnswerer.Answer(person),
            SampleQuestion sample => SampleAnswerer.Answer(sample, person, bench.Toolbox, clock),
            _ => throw new EngineException($"This program does not know questions such as {question.GetType().Name}."),
        };
        return (TAnswer)answer;
    }
}
