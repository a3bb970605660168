package io.clew.store.blobs;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Marks a folder of blobs as one database's own: a sweep removes whatever that database does not
 * refer to, and a server with another folder would miss what the others received.
 */
final class BlobFolder {
    private BlobFolder() {}

    private static final String MARK = "owner";

    /**
     * Marks a folder with the id of a database, or finds it marked so.
     *
     * @param folder made when missing
     * @param mayMark whether a folder without a mark may be taken; when not, it is the wrong one
     * @throws ClewException UNAVAILABLE with a sentence for people when another database has it,
     *     when it has no mark and may not be taken, or when it cannot be written
     */
    static void claim(Path folder, String id, boolean mayMark) {
        Path mark = folder.resolve(MARK);
        try {
            if (!mayMark && !Files.exists(mark)) {
                throw refuse(
                        folder,
                        "is not the one in which this database's artifacts are (it has no file "
                                + MARK
                                + "): give all servers of a database the same folder with"
                                + " --artifacts; when the old one is lost or was moved without that"
                                + " file, write "
                                + id
                                + " into "
                                + mark);
            }
            Files.createDirectories(folder);
            try {
                Files.writeString(mark, id, StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException e) {
                String found = Files.readString(mark).strip();
                if (found.isEmpty()) { // a crash came between making the mark and writing it
                    Files.writeString(mark, id);
                } else if (!found.equals(id)) {
                    throw refuse(
                            folder,
                            "belongs to another Clew database; choose another folder with"
                                    + " --artifacts");
                }
            }
        } catch (IOException e) {
            throw refuse(folder, "cannot be used: " + e.getMessage());
        }
    }

    private static ClewException refuse(Path folder, String why) {
        return new ClewException(
                ErrorCode.UNAVAILABLE, "the folder for artifacts " + folder + " " + why);
    }
}
