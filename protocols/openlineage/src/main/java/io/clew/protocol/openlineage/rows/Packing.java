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

    /** The next level takes twice the time, and a tenth off the bytes. */
    private static final int LEVEL = 3;

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

    /** Most packers that wait to be used again, of some hundred kilobytes each. */
    private static final int PACKERS_MAX = 4;

    /** Packers at rest: to make one costs more than to pack an event with it. */
    private static final ArrayBlockingQueue<Packer> AT_REST = new ArrayBlockingQueue<>(PACKERS_MAX);

    /** Packs for one thread at a time, with room that is used again unless much was needed once. */
    private static final class Packer {
        private static final int ROOM_BYTES = 64 << 10;

        private final ZstdCompressCtx context =
                new ZstdCompressCtx().setLevel(LEVEL).setDictID(false).loadDict(Newest.PACK);
        private final byte[] kept = new byte[ROOM_BYTES];

        byte[] pack(byte[] bytes) {
            int most = (int) Zstd.compressBound(bytes.length) + 1;
            byte[] room = most <= ROOM_BYTES ? kept : new byte[most];
            room[0] = Newest.NUMBER;
            int size = context.compressByteArray(room, 1, room.length - 1, bytes, 0, bytes.length);
            return Arrays.copyOf(room, size + 1);
        }
    }

    /** Packs bytes. */
    public static byte[] pack(byte[] bytes) {
        Packer atRest = AT_REST.poll();
        Packer packer = atRest == null ? new Packer() : atRest;
        byte[] packed = packer.pack(bytes);
        if (!AT_REST.offer(packer)) {
            packer.context.close();
        }
        return packed;
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
