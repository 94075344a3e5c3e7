using Microsoft.ML.OnnxRuntime;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Faces;

/// <summary>One ONNX Runtime session. Runs may overlap; disposing while one is under way is the caller's mistake.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly string[] _inputs;

    /// <summary>Loads a model that has one input.</summary>
    /// <exception cref="EngineException">The file is missing or no such model.</exception>
    public OnnxModel(string path, int threads)
    {
        if (!File.Exists(path))
        {
            throw new EngineException($"The face model {path} is missing. Run 'mystyle models' to see where models are looked for.");
        }

        try
        {
            using SessionOptions options = new();
            options.IntraOpNumThreads = threads;
            options.InterOpNumThreads = 1;
            options.ExecutionMode = ExecutionMode.ORT_SEQUENTIAL;
            options.LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR;
            // Threads of a pool that spin between runs take the core that another stage needs.
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            _session = new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new EngineException($"The face model {path} cannot be loaded: {e.Message}", e);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            throw new EngineException("ONNX Runtime does not load on this machine, so faces cannot be found.", e);
        }

        _inputs = [.. _session.InputMetadata.Keys];
        Outputs = [.. _session.OutputMetadata.Keys];
        if (_inputs.Length != 1)
        {
            _session.Dispose();
            throw new EngineException($"The face model {path} has {_inputs.Length} inputs; one is expected.");
        }
    }

    public IReadOnlyList<string> Outputs { get; }

    /// <summary>Runs the network; returns the outputs' values in the order of <paramref name="outputs"/>.</summary>
    public float[][] Run(float[] input, long[] shape, params IReadOnlyList<string> outputs)
    {
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(input, shape);
        using RunOptions run = new();
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(run, _inputs, [value], outputs);
            float[][] arrays = new float[results.Count][];
            for (int i = 0; i < arrays.Length; i++)
            {
                arrays[i] = results[i].GetTensorDataAsSpan<float>().ToArray();
            }

            return arrays;
        }
        catch (OnnxRuntimeException e)
        {
            throw new EngineException($"A face model does not accept its input [{string.Join(", ", shape)}]: {e.Message}", e);
        }
    }

    public void Dispose() => _session.Dispose();
}
