//! Events of the same tenant, of those that the definition lists under `publish`.

use crate::host::{done, imports, Error};

/// Publishes an event, whose data are JSON that fits the event's schema. It exists once the run has succeeded.
pub fn publish(event: &str, data: &str) -> Result<(), Error> {
    // SAFETY: the host reads the texts' bytes and nothing else.
    done(unsafe { imports::publish(event.as_ptr(), event.len(), data.as_ptr(), data.len()) })
}
