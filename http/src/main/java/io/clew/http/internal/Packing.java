package io.clew.http.internal;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.clew.model.ClewException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Names the ways a body may be packed, and unpacks it while it arrives. */
enum Packing {
    NONE {
        @Override
        InputStream open(InputStream packed) {
            return packed;
        }
    },
    GZIP {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new GZIPInputStream(packed, GZIP_BUFFER_BYTES);
        }
    },
    ZSTD {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new ZstdInputStreamNoFinalizer(packed).setLongMax(ZSTD_WINDOW_LOG_MAX);
        }
    };

    private static final int GZIP_BUFFER_BYTES = 8 << 10;

    /**
     * Largest window, as a power of two: the 8 MB that RFC 9659 allows senders. The decoder takes
     * that much memory before it unpacks a byte, so a frame that asks for more is refused.
     */
    private static final int ZSTD_WINDOW_LOG_MAX = 23;

    /** Opens what unpacks; reads its first bytes. */
    abstract InputStream open(InputStream packed) throws IOException;

    /**
     * Returns the packing that a {@code Content-Encoding} header names.
     *
     * @throws ClewException INVALID_PARAMETER for one that is not known here
     */
    static Packing of(@Nullable String header) {
        String name = header == null ? "" : header.strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "", "identity" -> NONE;
            case "gzip", "x-gzip" -> GZIP;
            case "zstd" -> ZSTD;
            default ->
                    throw ClewException.invalid(
                            "Content-Encoding",
                            "Content-Encoding must be gzip, zstd or left out, and is '%s'"
                                    .formatted(name));
        };
    }

    /** Unpacks lazily, since the header of a packing is read from the wire. */
    InputStream unpack(InputStream packed) {
        return this == NONE ? packed : new Unpacked(packed);
    }

    /** Blames the sender for what cannot be unpacked. */
    private final class Unpacked extends InputStream {
        private final InputStream packed;
        private InputStream unpacked = InputStream.nullInputStream();
        private boolean begun;

        Unpacked(InputStream packed) {
            this.packed = packed;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                if (!begun) {
                    begun = true;
                    unpacked = open(packed);
                }
                return unpacked.read(bytes, offset, length);
            } catch (ClientGone gone) {
                throw gone;
            } catch (ZipException | EOFException | ZstdIOException broken) {
                throw ClewException.invalid(
                        "Content-Encoding",
                        "The body is not valid %s".formatted(name().toLowerCase(Locale.ROOT)));
            }
        }

        @Override
        public void close() throws IOException {
            unpacked.close();
        }
    }
}
