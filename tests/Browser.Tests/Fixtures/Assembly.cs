using MyStyle.Browser.Tests.Fixtures;
using Xunit.Sdk;
using Xunit.v3;

// One browser and one engine: tests that ran side by side would only wait for each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(SharedStudio))]
