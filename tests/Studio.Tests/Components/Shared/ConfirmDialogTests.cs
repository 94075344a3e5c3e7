using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MyStyle.Studio.Components.Shared;

namespace MyStyle.Studio.Tests.Components.Shared;

public sealed class ConfirmDialogTests : ComponentTest
{
    [Fact]
    public async Task Ask_NameNotTyped_CannotBeConfirmed()
    {
        IRenderedComponent<MudDialogProvider> dialogs = Dialogs();
        Task<bool> answer = await OpenAsync(dialogs, "Ada");

        dialogs.Find(TestId("confirm-yes")).HasAttribute("disabled").ShouldBeTrue();
        await TypeAsync(dialogs, TestId("confirm-name"), "Adam");
        dialogs.Find(TestId("confirm-yes")).HasAttribute("disabled").ShouldBeTrue();
        await ClickAsync(dialogs, TestId("confirm-no"));

        (await answer).ShouldBeFalse();
    }

    [Fact]
    public async Task Ask_NameTyped_IsConfirmed()
    {
        IRenderedComponent<MudDialogProvider> dialogs = Dialogs();
        Task<bool> answer = await OpenAsync(dialogs, "Ada");

        await TypeAsync(dialogs, TestId("confirm-name"), "ada ");
        await ClickAsync(dialogs, TestId("confirm-yes"));

        (await answer).ShouldBeTrue();
    }

    [Fact]
    public async Task Ask_WithoutName_IsConfirmedAtOnce()
    {
        IRenderedComponent<MudDialogProvider> dialogs = Dialogs();
        Task<bool> answer = await OpenAsync(dialogs, null);

        await ClickAsync(dialogs, TestId("confirm-yes"));

        (await answer).ShouldBeTrue();
    }

    private async Task<Task<bool>> OpenAsync(IRenderedComponent<MudDialogProvider> dialogs, string? name)
    {
        Task<bool>? answer = null;
        await dialogs.InvokeAsync(() =>
        {
            answer = ConfirmDialog.AskAsync(
                Services.GetRequiredService<IDialogService>(), "Delete?", "All of it goes.", "Delete", isDanger: true, typedName: name);
        });
        dialogs.WaitForElement(TestId("confirm-yes"));
        return answer!;
    }
}
