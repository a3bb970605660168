package io.clew.server.config;

import io.clew.s3.S3Address;
import java.nio.file.Path;

/** Says where the bytes of uploaded artifacts are kept. */
public sealed interface ArtifactsPlace {

    /** A folder of this machine, or one that all servers mount. */
    record Folder(Path path) implements ArtifactsPlace {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A place in a bucket of S3, or of a server that speaks as it does. */
    record S3(S3Address address) implements ArtifactsPlace {
        @Override
        public String toString() {
            return address.toString();
        }
    }
}
