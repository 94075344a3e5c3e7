using System.Threading.Channels;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Updates;
using MyStyle.Engine.Weights;

namespace MyStyle.Studio.Tests.Fixtures;

/// <summary>One run of the fake engine.</summary>
internal sealed class FakeRun(string jobId, EngineOrder order)
{
    private readonly Channel<EngineUpdate> _updates = Channel.CreateUnbounded<EngineUpdate>();
    private long _step;
    private bool _isOver;

    public string JobId => jobId;

    public EngineOrder Order => order;

    public bool HasEnded { get; set; }

    /// <summary>Whether the studio ended it.</summary>
    public bool WasWithdrawn { get; private set; }

    public IAsyncEnumerable<EngineUpdate> ReadAsync() => _updates.Reader.ReadAllAsync();

    public void Tell(EngineUpdate update) => _updates.Writer.TryWrite(update);

    public void Step(long step, long total = 100)
    {
        _step = step;
        Tell(new StepUpdate(step, total, 1.0 / (step + 1), 0.5 / (step + 1), 0.1, 1));
    }

    /// <summary>Writes a checkpoint as the engine does.</summary>
    public void Checkpoint(long step)
    {
        _step = step;
        WriteCheckpoint(((TrainOrder)order).CheckpointFolder, step);
        Tell(new CheckpointUpdate(step));
    }

    public void Finish(EngineOutcome outcome)
    {
        _isOver = true;
        Tell(new FinishedUpdate(outcome));
        _updates.Writer.TryComplete();
    }

    public void Fail(string sentence) => Break(new EngineException(sentence));

    public void Break(Exception failure)
    {
        _isOver = true;
        _updates.Writer.TryComplete(failure);
    }

    /// <summary>Ends between two steps, with a checkpoint where the order has a folder for it.</summary>
    public void Withdraw()
    {
        if (_isOver)
        {
            return;
        }

        WasWithdrawn = _isOver = true;
        if (order is TrainOrder train && _step > 0)
        {
            WriteCheckpoint(train.CheckpointFolder, _step);
            Tell(new CheckpointUpdate(_step));
        }

        _updates.Writer.TryComplete(new OperationCanceledException());
    }

    public static void WriteCheckpoint(string folder, long step)
    {
        var tensors = new Dictionary<string, StoredTensor> { ["values"] = StoredTensor.FromFloats([step], 1) };
        var metadata = new Dictionary<string, string> { ["steps"] = step.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        SafetensorsWriter.Write(Path.Combine(folder, "training.safetensors"), new WeightFile(tensors, metadata));
    }

    public static FrameBytes Picture(byte colour = 200, int side = 4)
    {
        var image = new Engine.Imaging.RgbImage(side, side);
        image.Pixels.AsSpan().Fill(colour);
        return new FrameBytes(Engine.Imaging.ImageWriter.EncodeJpeg(image), "image/jpeg", side, side);
    }
}
