using Microsoft.Playwright;
using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.Measuring;

public sealed class MeasureTests(Chromium chromium, SharedStudio shared) : BrowserTest(chromium, shared)
{
    [Fact]
    public async Task Measure_Quickly_SaysWhatItDoesAndCanBeCancelled()
    {
        Visit visit = await VisitAsync($"/people/{Sample}/measure");

        // The sample person's prior knows all of its album; what the curation holds out came later.
        await visit.Get("measure-seen").WaitForAsync();
        await visit.Get("measure-quick").ClickAsync();
        await visit.UntilAsync("() => /Measuring samples|measuring/.test(document.querySelector('[data-testid=measure-running]')?.textContent ?? '')");
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Cancel", Exact = true }).First.ClickAsync();

        await visit.Get("measure-quick").WaitForAsync();
        await visit.AssertCalmAsync();
    }
}
