// Greets whoever the event names.
import { Failure, config, jobicolet } from "../sdk/jobicolet.js";

export const handle = jobicolet(({ firstName, lastName }) => {
  if (firstName === "") throw new Failure("a greeting needs a name");
  console.log("greeting", firstName);

  const name = lastName ? `${firstName} ${lastName}` : firstName;
  return { greeting: `${config.get("GREETING", "Good day")}, ${name}!` };
});
