// Compiled in two places: by MSBuild as an inline task (build/TorchNative.targets) and by the tests, which define
// ENGINE_TESTS to leave the task out. It must therefore compile against netstandard 2.0 and the C# of either.
using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace MyStyle.Build
{
    /// <summary>
    /// Rebinds TorchSharp's one reference to gcc 13's iostream initialiser (GLIBCXX_3.4.32) to the equivalent constructor
    /// that every libstdc++ since gcc 3.4 exports, so that the library loads on Debian 12 and Ubuntu 22.04.
    /// Why this is safe is argued in docs/adr/0004-libstdcxx-rebinding.md.
    /// </summary>
    public static class ElfSymbolRebinder
    {
        public const string NewSymbol = "_ZSt21ios_base_library_initv";
        public const string OldSymbol = "_ZNSt8ios_base4InitC1Ev";
        public const string NewVersion = "GLIBCXX_3.4.32";
        public const string BaseVersion = "GLIBCXX_3.4";
        public const string StandInVersion = "GLIBCXX_3.4.30";

        /// <summary>The undefined symbols of an ELF64 library that are bound to <paramref name="version"/>.</summary>
        public static List<string> SymbolsNeeding(byte[] elf, string version)
        {
            var image = new Image(elf);
            var names = new List<string>();
            int index = image.VersionIndex(version);
            for (int i = 1; index >= 0 && i < image.SymbolCount; i++)
            {
                if (image.SymbolVersion(i) == index)
                {
                    names.Add(image.SymbolName(i));
                }
            }

            return names;
        }

        /// <summary>True if the library asks libstdc++ for <paramref name="version"/> at all.</summary>
        public static bool Needs(byte[] elf, string version)
        {
            return new Image(elf).VersionIndex(version) >= 0;
        }

        /// <summary>Rebinds in place. Returns false, and changes nothing, when the library does not need it.</summary>
        public static bool Rebind(byte[] elf)
        {
            var image = new Image(elf);
            if (image.VersionIndex(NewVersion) < 0)
            {
                return false;
            }

            List<string> users = SymbolsNeeding(elf, NewVersion);
            if (users.Count != 1 || users[0] != NewSymbol)
            {
                throw new InvalidDataException(
                    "libLibTorchSharp needs more of " + NewVersion + " than " + NewSymbol + " (" + string.Join(", ", users.ToArray())
                    + "): rebinding one symbol is no longer enough, see docs/adr/0004-libstdcxx-rebinding.md.");
            }

            image.RenameSymbol(NewSymbol, OldSymbol, image.VersionIndex(BaseVersion));
            image.RenameVersion(NewVersion, StandInVersion);
            return true;
        }

        /// <summary>The System V hash that verneed entries carry beside their names.</summary>
        private static uint SysvHash(string name)
        {
            uint h = 0;
            foreach (char c in name)
            {
                h = (h << 4) + c;
                uint g = h & 0xf0000000;
                if (g != 0)
                {
                    h ^= g >> 24;
                }

                h &= ~g;
            }

            return h;
        }

        /// <summary>The four tables of a little-endian ELF64 file that symbol versioning lives in.</summary>
        private sealed class Image
        {
            private const uint DynSym = 11;
            private const uint GnuVerNeed = 0x6ffffffe;
            private const uint GnuVerSym = 0x6fffffff;

            private readonly byte[] _data;
            private readonly int _symbols, _symbolsSize, _strings, _versym, _verneed, _verneedCount;

            public Image(byte[] data)
            {
                _data = data;
                if (data.Length < 64 || data[0] != 0x7f || data[1] != 'E' || data[4] != 2 || data[5] != 1)
                {
                    throw new InvalidDataException("Not a little-endian ELF64 library.");
                }

                int sections = (int)BitConverter.ToUInt64(data, 0x28);
                int size = BitConverter.ToUInt16(data, 0x3a);
                int count = BitConverter.ToUInt16(data, 0x3c);
                for (int i = 0; i < count; i++)
                {
                    int at = sections + i * size;
                    uint type = BitConverter.ToUInt32(data, at + 4);
                    int offset = (int)BitConverter.ToUInt64(data, at + 24);
                    if (type == DynSym)
                    {
                        _symbols = offset;
                        _symbolsSize = (int)BitConverter.ToUInt64(data, at + 32);
                        int link = (int)BitConverter.ToUInt32(data, at + 40);
                        _strings = (int)BitConverter.ToUInt64(data, sections + link * size + 24);
                    }
                    else if (type == GnuVerSym)
                    {
                        _versym = offset;
                    }
                    else if (type == GnuVerNeed)
                    {
                        _verneed = offset;
                        _verneedCount = (int)BitConverter.ToUInt32(data, at + 44);
                    }
                }
            }

            public int SymbolCount
            {
                get { return _symbolsSize / 24; }
            }

            public string SymbolName(int i)
            {
                return Text(_strings + (int)BitConverter.ToUInt32(_data, _symbols + i * 24));
            }

            public int SymbolVersion(int i)
            {
                return BitConverter.ToUInt16(_data, _versym + i * 2) & 0x7fff;
            }

            public int VersionIndex(string version)
            {
                int at = FindVersion(version);
                return at < 0 ? -1 : BitConverter.ToUInt16(_data, at + 6) & 0x7fff;
            }

            public void RenameSymbol(string from, string to, int version)
            {
                for (int i = 1; i < SymbolCount; i++)
                {
                    if (SymbolName(i) == from)
                    {
                        Overwrite(_strings + (int)BitConverter.ToUInt32(_data, _symbols + i * 24), from, to);
                        Put(BitConverter.GetBytes((ushort)version), _versym + i * 2);
                        return;
                    }
                }
            }

            public void RenameVersion(string from, string to)
            {
                int at = FindVersion(from);
                Overwrite(_strings + (int)BitConverter.ToUInt32(_data, at + 8), from, to);
                Put(BitConverter.GetBytes(SysvHash(to)), at);
            }

            /// <summary>Offset of the vernaux entry that names <paramref name="version"/>, or -1.</summary>
            private int FindVersion(string version)
            {
                int need = _verneed;
                for (int i = 0; i < _verneedCount; i++)
                {
                    int aux = need + (int)BitConverter.ToUInt32(_data, need + 8);
                    int auxCount = BitConverter.ToUInt16(_data, need + 2);
                    for (int j = 0; j < auxCount; j++)
                    {
                        if (Text(_strings + (int)BitConverter.ToUInt32(_data, aux + 8)) == version)
                        {
                            return aux;
                        }

                        aux += (int)BitConverter.ToUInt32(_data, aux + 12);
                    }

                    need += (int)BitConverter.ToUInt32(_data, need + 12);
                }

                return -1;
            }

            private void Overwrite(int at, string from, string to)
            {
                var bytes = new byte[from.Length];
                Encoding.ASCII.GetBytes(to, 0, to.Length, bytes, 0);
                Put(bytes, at);
            }

            private void Put(byte[] bytes, int at)
            {
                Buffer.BlockCopy(bytes, 0, _data, at, bytes.Length);
            }

            private string Text(int at)
            {
                int end = Array.IndexOf(_data, (byte)0, at);
                return Encoding.ASCII.GetString(_data, at, end - at);
            }
        }
    }

#if !ENGINE_TESTS
    /// <summary>Copies TorchSharp's native library and rebinds the copy; the package cache stays as it is.</summary>
    public sealed class StageTorchShim : Microsoft.Build.Utilities.Task
    {
        [Microsoft.Build.Framework.Required]
        public string Source { get; set; }

        [Microsoft.Build.Framework.Required]
        public string Destination { get; set; }

        public override bool Execute()
        {
            byte[] elf = File.ReadAllBytes(Source);
            if (!ElfSymbolRebinder.Rebind(elf))
            {
                Log.LogMessage(Microsoft.Build.Framework.MessageImportance.High, "libLibTorchSharp loads as it is: nothing rebound.");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(Destination));
            string temporary = Destination + "." + Guid.NewGuid().ToString("N");
            File.WriteAllBytes(temporary, elf);
            if (File.Exists(Destination))
            {
                File.Delete(Destination);
            }

            File.Move(temporary, Destination);
            return true;
        }
    }
#endif
}
