package io.clew.protocol.mlflow.artifacts;

import io.clew.store.blobs.Blob;
import io.clew.store.blobs.BlobStore;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;

/** Reads several blobs as one stream, opening each when its turn comes. */
final class Parts {
    private Parts() {}

    static InputStream concatenated(BlobStore blobs, List<Blob> parts) {
        Iterator<Blob> rest = parts.iterator();
        return new SequenceInputStream(
                new Enumeration<>() {
                    @Override
                    public boolean hasMoreElements() {
                        return rest.hasNext();
                    }

                    @Override
                    public InputStream nextElement() {
                        return blobs.open(rest.next().sha256());
                    }
                });
    }
}
