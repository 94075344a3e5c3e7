namespace MyStyle.Studio.Photos;

/// <summary>Registers what is done with albums.</summary>
public static class PhotoRegistration
{
    /// <summary>Adds the services of albums and their curation.</summary>
    public static IServiceCollection AddStudioPhotos(this IServiceCollection services) => services;
}
