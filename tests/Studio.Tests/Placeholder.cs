namespace MyStyle.Studio.Tests;
