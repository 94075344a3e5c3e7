namespace MyStyle.Browser.Tests;
