using Jobico.Storage.Blobs;
using Jobico.Storage.Events;
using Jobico.Storage.Executions;
using Jobico.Storage.KeyValue;

namespace Jobico.Storage;

/// <summary>
/// An engine: everything durable, behind one seam. Each engine passes the same conformance suite. What the seam does
/// not promise, no component may lean on: there may be many nodes of equal rank over the same data, there is no global
/// sequence, no SQL, and no transaction beyond <see cref="IEventStore.CompleteAsync"/>.
/// All members are safe for concurrent use. A fault of the environment is a <see cref="StorageException"/>.
/// </summary>
public interface IStorageEngine : IAsyncDisposable
{
    /// <summary>Events from acceptance to their end.</summary>
    IEventStore Events { get; }

    /// <summary>The record of every attempt.</summary>
    IExecutionLog Executions { get; }

    /// <summary>Small documents with revisions and a change stream: definitions, file entries.</summary>
    IKeyValueStore KeyValue { get; }

    /// <summary>Contents by their SHA-256: modules and schemas.</summary>
    IBlobStore Blobs { get; }
}
