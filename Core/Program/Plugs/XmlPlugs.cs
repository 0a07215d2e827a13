using System;
using System.IO;
using System.Net;
using System.Threading.Tasks;

namespace Core.Program.Plugs;

/// <summary>XML documents come from files: there is no network, and with it every program that reads XML would hold an HTTP client.</summary>
internal static class XmlPlugs
{
    [Plug("System.Xml.XmlDownloadManager", "GetNonFileStreamAsync", Hash = "42f8b726d6817e00")]
    private static Task<Stream> Download(Uri uri, ICredentials? credentials, IWebProxy? proxy) =>
        throw new PlatformNotSupportedException($"There is no network to load {uri} from: read it from a file or a stream.");
}
