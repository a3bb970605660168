package io.clew.http.internal;

import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Makes connections that remember the address of a request that Jetty cannot read.
 *
 * <p>Jetty forgets it: what it refuses for a bad path comes to the error handler as a request for
 * {@code /badMessage}, which no longer tells whose form the answer must have.
 */
final class Connections extends HttpConnectionFactory {

    /** Bytes read from a socket at once: Jetty's 8 KiB make eight times the calls for an upload. */
    private static final int INPUT_BUFFER_BYTES = 64 << 10;

    Connections(HttpConfiguration configuration) {
        super(configuration);
        setInputBufferSize(INPUT_BUFFER_BYTES);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        Remembering connection = new Remembering(getHttpConfiguration(), connector, endPoint);
        connection.setUseInputDirectByteBuffers(isUseInputDirectByteBuffers());
        connection.setUseOutputDirectByteBuffers(isUseOutputDirectByteBuffers());
        connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
        return configure(connection, connector, endPoint);
    }

    /** Returns the path as it was sent, of a request that may be unreadable; empty when unknown. */
    static String path(Request request) {
        String target =
                request.getConnectionMetaData() instanceof Remembering connection
                        ? connection.target
                        : "";
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    private static final class Remembering extends HttpConnection {
        private static final String UNREAD_METHOD = "BAD";

        private volatile String target = "";

        Remembering(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
            super(configuration, connector, endPoint);
        }

        @Override
        protected HttpStreamOverHTTP1 newHttpStream(
                String method, String uri, HttpVersion version) {
            if (!method.equals(UNREAD_METHOD)) {
                target = uri;
            }
            return super.newHttpStream(method, uri, version);
        }
    }
}
