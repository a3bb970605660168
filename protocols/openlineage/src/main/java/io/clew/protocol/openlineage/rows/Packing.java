package io.clew.protocol.openlineage.rows;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Packs the JSON of events and records for the tables; {@code docs/formats/packed-json.md} has the
 * format.
 *
 * <p>Events are short and alike: with a dictionary of what they all say they take a fifth of what
 * they take without. A dictionary is never changed, since what was packed with it must stay
 * readable: a better one gets another number.
 */
public final class Packing {

    /** Higher levels take twice the time for a few per cent. */
    private static final int LEVEL = 4;

    /** No event is longer; what says that it is was damaged. */
    private static final int UNPACKED_BYTES_MAX = 1 << 30;

    private Packing() {}

    /** Loads the native library and a dictionary when they are first used, not at the start. */
    private static final class Newest {
        /** The form of the first byte: the number of the dictionary. */
        static final byte NUMBER = 2;

        static final ZstdDictCompress PACK;
        static final ZstdDictDecompress UNPACK;

        static {
            byte[] dictionary = read("dictionary-2.bin");
            PACK = new ZstdDictCompress(dictionary, LEVEL);
            UNPACK = new ZstdDictDecompress(dictionary);
        }
    }

    /** The dictionary of the first versions, which is raw content. */
    private static final class First {
        static final byte NUMBER = 1;
        static final ZstdDictDecompress UNPACK = new ZstdDictDecompress(read("dictionary-1.txt"));
    }

    private static byte[] read(String resource) {
        try (InputStream in = Packing.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(resource + " cannot be read", e);
        }
    }

    /** Most contexts that wait to be used again, of some hundred kilobytes each. */
    private static final int CONTEXTS_MAX = 4;

    /** Contexts at rest: to make one costs more than to pack an event with it. */
    private static final ArrayBlockingQueue<ZstdCompressCtx> AT_REST =
            new ArrayBlockingQueue<>(CONTEXTS_MAX);

    /** Packs bytes. */
    public static byte[] pack(byte[] bytes) {
        ZstdCompressCtx atRest = AT_REST.poll();
        ZstdCompressCtx context = atRest == null ? context() : atRest;
        byte[] packed = new byte[(int) Zstd.compressBound(bytes.length) + 1];
        packed[0] = Newest.NUMBER;
        int size = context.compressByteArray(packed, 1, packed.length - 1, bytes, 0, bytes.length);
        if (!AT_REST.offer(context)) {
            context.close();
        }
        return Arrays.copyOf(packed, size + 1);
    }

    private static ZstdCompressCtx context() {
        return new ZstdCompressCtx().setLevel(LEVEL).setDictID(false).loadDict(Newest.PACK);
    }

    /**
     * Unpacks what {@link #pack} packed.
     *
     * @throws IllegalStateException when it is damaged
     */
    public static byte[] unpack(byte[] packed) {
        ZstdDictDecompress dictionary = dictionary(packed);
        byte[] frame = Arrays.copyOfRange(packed, 1, packed.length);
        long size = Zstd.getFrameContentSize(frame);
        if (size < 0 || size > UNPACKED_BYTES_MAX) {
            throw new IllegalStateException("a packed event is damaged: its size is " + size);
        }
        try {
            return Zstd.decompress(frame, dictionary, (int) size);
        } catch (ZstdException damaged) {
            throw new IllegalStateException("a packed event is damaged", damaged);
        }
    }

    private static ZstdDictDecompress dictionary(byte[] packed) {
        return switch (packed.length < 2 ? 0 : packed[0]) {
            case Newest.NUMBER -> Newest.UNPACK;
            case First.NUMBER -> First.UNPACK;
            default ->
                    throw new IllegalStateException(
                            "a packed event is damaged: its form is unknown");
        };
    }
}
