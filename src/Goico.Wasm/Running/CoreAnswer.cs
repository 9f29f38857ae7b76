namespace Goico.Wasm.Running;

/// <summary>
/// What <c>jobico.answer</c> copies from: the last answer to a guest of the core ABI, and the body of the last HTTP
/// response.
/// </summary>
internal sealed class CoreAnswer
{
    public ReadOnlyMemory<byte> Bytes { get; set; }

    public ReadOnlyMemory<byte> HttpBody { get; set; }

    public void Forget()
    {
        Bytes = default;
        HttpBody = default;
    }
}
