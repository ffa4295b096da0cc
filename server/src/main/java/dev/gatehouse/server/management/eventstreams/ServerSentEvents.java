package dev.gatehouse.server.management.eventstreams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.eventstream.EventSubscription;
import dev.gatehouse.server.http.ResponseStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Messages as server-sent events (WHATWG HTML §9.2), whose {@code id} a browser comes back with. */
record ServerSentEvents(ResponseStream.Sink sink) implements EventSubscription.Subscriber {
    static final String MEDIA_TYPE = "text/event-stream";

    /** The type is in the data too, for clients that read that alone. */
    @Override
    public void send(String type, ObjectNode message) throws IOException {
        String id =
                message.hasNonNull("offset") ? "id: " + message.path("offset").asText() + "\n" : "";
        String text = id + "event: " + type + "\ndata: " + message.put("type", type) + "\n\n";
        sink.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isListening() {
        return sink.isOpen();
    }
}
