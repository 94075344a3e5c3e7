using MyStyle.Engine.Imaging;
using MyStyle.Engine.Restoration;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Service.Works;

/// <summary>The picture of a projection, read and checked.</summary>
/// <param name="Task">What for.</param>
/// <param name="Picture">The picture.</param>
/// <param name="Hole">What is to be filled; null outside inpainting.</param>
/// <param name="Mode">How a filling is set in.</param>
/// <param name="Degradation">What befell the picture; null outside restorations.</param>
internal sealed record ProjectInput(PictureTask Task, RgbImage Picture, Mask? Hole, BlendMode Mode, DegradationSpec? Degradation = null)
{
    private const int SmallestSide = 4;

    /// <summary>Reads an order's picture and mask.</summary>
    /// <param name="order">The order.</param>
    /// <param name="resolution">Side of the generator's pictures.</param>
    /// <exception cref="EngineException">They do not fit the task.</exception>
    public static ProjectInput Read(ProjectOrder order, int resolution)
    {
        RgbImage picture = ImageFile.Read(order.PicturePath);
        bool isSmall = picture.Width < resolution && picture.Width >= SmallestSide;
        bool fits = picture.Width == picture.Height && order.Task switch
        {
            PictureTask.Upscale => isSmall,
            PictureTask.Restore => isSmall || picture.Width == resolution,
            _ => picture.Width == resolution,
        };
        if (!fits)
        {
            string wanted = order.Task == PictureTask.Upscale ? $"a square of less than {resolution} px" : $"an aligned square of {resolution} px";
            throw new EngineException($"The picture has {picture.Width} x {picture.Height} px, and {wanted} is needed. Align the photo first.");
        }

        if (order.Task == PictureTask.Restore)
        {
            DegradationSpec spec = order.Degradation is null ? DegradationEstimator.Detect(picture) : DegradationSpec.Parse(order.Degradation);
            return new ProjectInput(order.Task, picture, null, BlendMode.Copy, spec);
        }

        if (order.Task != PictureTask.Inpaint)
        {
            return new ProjectInput(order.Task, picture, null, BlendMode.Copy);
        }

        Mask mask = ImageFile.ReadMask(order.MaskPath ?? throw new EngineException("What is to be filled? Paint it first."));
        BlendMode mode = Enum.TryParse(order.Blend, ignoreCase: true, out BlendMode known)
            ? known
            : throw new EngineException($"A filling is set in by copy, feathered or poisson, not by '{order.Blend}'.");
        return new ProjectInput(order.Task, picture, HoleMask.For(mask, new PreparedPhoto(picture, picture, null, null)), mode);
    }

    /// <summary>Starts a run of this task.</summary>
    public EnhancementRun Start(Enhancement enhancement) => Task switch
    {
        PictureTask.Inpaint => enhancement.Inpaint(Picture, Hole!, Mode),
        PictureTask.Upscale => enhancement.Upscale(Picture),
        PictureTask.Restore => enhancement.Restore(Picture, Degradation!),
        _ => enhancement.Invert(Picture),
    };
}
