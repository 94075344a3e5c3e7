namespace MyStyle.Studio.Directions;

/// <summary>Registers what is done with directions.</summary>
public static class DirectionRegistration
{
    /// <summary>Adds the book of directions.</summary>
    public static IServiceCollection AddStudioDirections(this IServiceCollection services) => services.AddSingleton<DirectionBook>();
}
