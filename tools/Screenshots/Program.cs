using MyStyle.Screenshots;

// Looks at pages of a running studio as a stranger would: wide and narrow, dark and light.
//   dotnet run --project tools/Screenshots -- http://127.0.0.1:5127 out / /models "/settings|click:theme-light|wait:300"
// With save:NAME the page is taken once, wide and dark, as NAME.jpg: the pictures of the docs.
if (args.Length < 3)
{
    Console.Error.WriteLine("usage: ADDRESS FOLDER PAGE[|click:TESTID[@N]|open:TEXT|choose:TESTID=VALUE|show:TESTID|fill:TESTID=TEXT|press:KEY|wait:MS|see:TESTID|stroke:TESTID,X,Y,X,Y|slide:TESTID=SHARE|save:NAME[@QUALITY]]...");
    return 2;
}

await using Photographer photographer = await Photographer.StartAsync(args[0], args[1]);
int complaints = 0;
foreach (string page in args[2..])
{
    complaints += await photographer.TakeAsync(PageScript.Parse(page));
}

Console.WriteLine(complaints == 0 ? "nothing to complain about" : $"{complaints} complaints");
return complaints == 0 ? 0 : 1;
