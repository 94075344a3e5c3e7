using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Lanes;
using MyStyle.Engine.Service.Orders;

namespace MyStyle.Engine.Service.Works;

/// <summary>From orders to works.</summary>
internal static class WorkFactory
{
    /// <summary>The work that carries an order out; nothing is loaded before its first step.</summary>
    /// <exception cref="EngineException">The order is of a kind that this program does not know.</exception>
    public static IWork Create(EngineOrder order, WorkContext context) => order switch
    {
        TrainOrder train => new TrainWork(train, context),
        ProjectOrder project => new ProjectWork(project, context),
        RefineOrder refine => new RefineWork(refine, context),
        LearnDirectionOrder learn => new LearnDirectionWork(learn, context),
        EvaluateOrder evaluate => new EvaluateWork(evaluate, context),
        VarietyOrder variety => new VarietyWork(variety, context),
        _ => throw new EngineException($"This program does not know orders such as {order.GetType().Name}."),
    };
}
