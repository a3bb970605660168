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
 * <p>Events are short and alike: with a dictionary of what they all say they take a quarter of what
 * they take without. A dictionary is never changed, since what was packed with it must stay
 * readable: a better one gets another number.
 */
public final class Packing {

    /** The form of the first byte: the number of the dictionary. */
    private static final byte DICTIONARY_1 = 1;

    /** Higher levels take twice the time for a few per cent. */
    private static final int LEVEL = 3;

    /** No event is longer; what says that it is was damaged. */
    private static final int UNPACKED_BYTES_MAX = 1 << 30;

    private Packing() {}

    /** Loads the native library and the dictionary when the first event comes, not at the start. */
    private static final class Dictionary {
        static final ZstdDictCompress PACK;
        static final ZstdDictDecompress UNPACK;

        static {
            byte[] text = read();
            PACK = new ZstdDictCompress(text, LEVEL);
            UNPACK = new ZstdDictDecompress(text);
        }

        private static byte[] read() {
            try (InputStream in = Packing.class.getResourceAsStream("dictionary-1.txt")) {
                if (in == null) {
                    throw new IllegalStateException("the dictionary is not in the jar");
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new IllegalStateException("the dictionary cannot be read", e);
            }
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
        packed[0] = DICTIONARY_1;
        int size = context.compressByteArray(packed, 1, packed.length - 1, bytes, 0, bytes.length);
        if (!AT_REST.offer(context)) {
            context.close();
        }
        return Arrays.copyOf(packed, size + 1);
    }

    private static ZstdCompressCtx context() {
        return new ZstdCompressCtx().setLevel(LEVEL).loadDict(Dictionary.PACK);
    }

    /**
     * Unpacks what {@link #pack} packed.
     *
     * @throws IllegalStateException when it is damaged
     */
    public static byte[] unpack(byte[] packed) {
        if (packed.length < 2 || packed[0] != DICTIONARY_1) {
            throw new IllegalStateException("a packed event is damaged: its form is unknown");
        }
        byte[] frame = Arrays.copyOfRange(packed, 1, packed.length);
        long size = Zstd.getFrameContentSize(frame);
        if (size < 0 || size > UNPACKED_BYTES_MAX) {
            throw new IllegalStateException("a packed event is damaged: its size is " + size);
        }
        try {
            return Zstd.decompress(frame, Dictionary.UNPACK, (int) size);
        } catch (ZstdException damaged) {
            throw new IllegalStateException("a packed event is damaged", damaged);
        }
    }
}
