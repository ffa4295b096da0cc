package dev.gatehouse.server.customdomain;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A DNS server on loopback that knows the CNAME records it is told, and no other name (RFC 1035 §4.1). */
public final class NameServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int RECURSION_AVAILABLE = 0x8180;
    private static final int NAME_ERROR = 3;
    private static final int CNAME = 5;

    private final DatagramSocket socket;
    private final Map<String, String> records = new ConcurrentHashMap<>();

    /** Starts on a free port. */
    public NameServer() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "name server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it is, as in {@code 127.0.0.1:40000}. */
    public String address() {
        return socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    /** From now on {@code name} is an alias of {@code target}. */
    public void alias(String name, String target) {
        records.put(name.toLowerCase(Locale.ROOT), target);
    }

    private void serve() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket query = new DatagramPacket(buffer, buffer.length);
                socket.receive(query);
                byte[] response = response(ByteBuffer.wrap(buffer, 0, query.getLength()));
                socket.send(new DatagramPacket(response, response.length, query.getSocketAddress()));
            } catch (IOException e) {
                return; // it was closed
            }
        }
    }

    private byte[] response(ByteBuffer query) throws IOException {
        query.position(HEADER);
        String name = name(query);
        byte[] question = new byte[query.position() + 4 - HEADER];
        query.get(HEADER, question);
        String target = records.get(name.toLowerCase(Locale.ROOT));
        ByteBuffer response = ByteBuffer.allocate(512);
        response.putShort(query.getShort(0));
        response.putShort((short) (target == null ? RECURSION_AVAILABLE | NAME_ERROR : RECURSION_AVAILABLE));
        response.putShort((short) 1).putShort((short) (target == null ? 0 : 1));
        response.putInt(0).put(question);
        if (target != null) {
            byte[] encoded = encoded(target);
            response.putShort((short) (0xC000 | HEADER)).putShort((short) CNAME).putShort((short) 1);
            response.putInt(60).putShort((short) encoded.length).put(encoded);
        }
        byte[] sent = new byte[response.position()];
        response.get(0, sent);
        return sent;
    }

    private static String name(ByteBuffer message) {
        StringBuilder name = new StringBuilder();
        for (int length = message.get(); length > 0; length = message.get()) {
            byte[] label = new byte[length];
            message.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        return name.toString();
    }

    private static byte[] encoded(String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String label : name.split("\\.")) {
            out.write(label.length());
            out.write(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.write(0);
        return out.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
