// Plays the chat: shows what is posted to it by whoever knows the token, which is the first argument.
import { createServer } from "node:http";

const token = process.argv[2] ?? "example-token";

createServer(async (request, response) => {
  let body = "";
  for await (const part of request.setEncoding("utf8")) body += part;
  if (request.headers.authorization !== `Bearer ${token}`) {
    response.writeHead(401).end("who are you?");
    return;
  }
  console.log(`${request.method} ${request.url}: ${JSON.parse(body).text}`);
  response.writeHead(202).end();
}).listen(8095, "127.0.0.1", () => console.log("listening on http://127.0.0.1:8095"));
