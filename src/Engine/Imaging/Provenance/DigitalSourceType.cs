namespace MyStyle.Engine.Imaging.Provenance;

/// <summary>How a picture came to be, by the vocabulary of the IPTC (cv.iptc.org/newscodes/digitalsourcetype).</summary>
public enum DigitalSourceType
{
    /// <summary>Not said, or a term of the vocabulary that the studio has no use for. Only read, never written.</summary>
    Other,

    /// <summary>Taken by a camera and not altered by a model.</summary>
    DigitalCapture,

    /// <summary>Taken by a camera, then altered by an algorithm that was not trained: resized, sharpened, coloured.</summary>
    AlgorithmicallyEnhanced,

    /// <summary>A photo of which a trained model painted a part: a filled hole, an edited or restored face.</summary>
    CompositeWithTrainedAlgorithmicMedia,

    /// <summary>Made by a trained model as a whole: a generated picture, an animation of one.</summary>
    TrainedAlgorithmicMedia,
}
