using System.Globalization;
using MyStyle.Benchmarks.Viewers;

// One training, watched by many and by nobody in turns: what does watching cost?
//   dotnet run -c Release --project benchmarks/Viewers -- [viewers 50] [pairs 5] [seconds 20]
if (args is ["watch", string address, string job, string count])
{
    return await Crowd.WatchAsync(new Uri(address), job, int.Parse(count, CultureInfo.InvariantCulture)).ConfigureAwait(false);
}

int viewers = Number(0, 50), pairs = Number(1, 5), seconds = Number(2, 20);
await using Sitting sitting = await Sitting.StartAsync().ConfigureAwait(false);
return await sitting.MeasureAsync(viewers, pairs, TimeSpan.FromSeconds(seconds)).ConfigureAwait(false);

int Number(int place, int otherwise) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;
