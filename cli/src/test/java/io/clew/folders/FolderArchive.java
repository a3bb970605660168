package io.clew.folders;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Packs a data folder into one file and unpacks it. */
final class FolderArchive {
    private FolderArchive() {}

    static void pack(Path folder, Path archive) throws IOException {
        try (Stream<Path> walk = Files.walk(folder);
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
            List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                ZipEntry entry = new ZipEntry(folder.relativize(file).toString());
                entry.setLastModifiedTime(FileTime.from(Instant.EPOCH));
                out.putNextEntry(entry);
                Files.copy(file, out);
            }
        }
    }

    static void unpack(Path archive, Path folder) throws IOException {
        try (InputStream file = Files.newInputStream(archive);
                ZipInputStream in = new ZipInputStream(file)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path target = folder.resolve(entry.getName());
                Files.createDirectories(target.resolve(".."));
                Files.copy(in, target);
            }
        }
    }
}
