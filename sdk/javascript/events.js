// Events of the same tenant. Needs the import `jobico:jobicolet/events@1.0.0` in the world.
import events from "jobico:jobicolet/events@1.0.0";
import { asked } from "./host.js";

/**
 * Publishes an event of the tenant that the definition lists under `publish`. It exists once the run has succeeded.
 * @param {string} event Its id.
 * @param {any} data What fits its schema.
 */
export const publish = (event, data) => asked(() => events.publish(event, JSON.stringify(data)));
