namespace Core.Program.Hashing;

/// <summary>A hash function; the numbers serve as the handles the base library passes around, so none is zero.</summary>
internal enum HashKind
{
    Md5 = 1,
    Sha1,
    Sha256,
    Sha384,
    Sha512,
    Sha3With256,
    Sha3With384,
    Sha3With512,
    Shake128,
    Shake256,
}
