package io.clew.folders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the data folders that earlier schemas left. */
public final class EarlierFolders {
    private EarlierFolders() {}

    /** Where {@link MakeFolder} puts them, from the module's folder. */
    static final Path FOLDERS = Path.of("src/test/resources/data-folders");

    /** Returns their names. */
    public static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDERS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".zip"))
                    .map(name -> name.substring(0, name.length() - ".zip".length()))
                    .sorted()
                    .toList();
        }
    }

    /** Unpacks one. */
    public static void unpack(String name, Path folder) throws IOException {
        FolderArchive.unpack(FOLDERS.resolve(name + ".zip"), folder);
    }
}
