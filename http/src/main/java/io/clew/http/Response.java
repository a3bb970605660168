package io.clew.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers a request.
 *
 * @param status HTTP status
 * @param headers header names and values, in order
 * @param content the body
 */
public record Response(int status, Map<String, String> headers, Content content) {

    /** The ways to send a body. */
    public sealed interface Content {
        /** No body. */
        record Empty() implements Content {}

        /** A body in memory. */
        record Bytes(byte[] bytes) implements Content {}

        /**
         * A body written while it is sent.
         *
         * @param length bytes that will follow, or −1 when not known
         */
        record Stream(long length, Writer writer) implements Content {}

        /** A file sent from disk. */
        record File(java.nio.file.Path path, long offset, long length) implements Content {}
    }

    /** Writes a streamed body. */
    @FunctionalInterface
    public interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    public Response {
        headers = new LinkedHashMap<>(headers);
    }

    /** Makes an answer without a body. */
    public static Response empty(int status) {
        return new Response(status, Map.of(), new Content.Empty());
    }

    /** Makes an answer from bytes of a content type. */
    public static Response bytes(int status, String contentType, byte[] bytes) {
        return new Response(status, Map.of("Content-Type", contentType), new Content.Bytes(bytes));
    }

    /** Makes an answer of UTF-8 JSON text. */
    public static Response json(int status, byte[] utf8) {
        return bytes(status, "application/json", utf8);
    }

    /** Makes an answer of plain text. */
    public static Response text(int status, String text) {
        return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes a streamed answer. */
    public static Response stream(int status, String contentType, long length, Writer writer) {
        return new Response(
                status, Map.of("Content-Type", contentType), new Content.Stream(length, writer));
    }

    /** Returns the same answer with one more header. */
    public Response withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, content);
    }
}
