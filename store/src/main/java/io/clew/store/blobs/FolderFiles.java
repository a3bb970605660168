package io.clew.store.blobs;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads files in one folder of this machine, by {@code file:} URIs or paths.
 *
 * <p>A link that leads out of the folder is not followed.
 */
public final class FolderFiles implements PlacedFiles {
    private final Path root;

    /**
     * Reads below a folder.
     *
     * @param root {@code file:///…} or an absolute path
     * @throws ClewException INVALID_PARAMETER when it is neither
     */
    public FolderFiles(String root) {
        this.root = path(root);
    }

    /** Says whether a text names a place in this machine's files. */
    public static boolean isFolder(String uri) {
        return uri.startsWith("file:") || uri.startsWith("/");
    }

    @Override
    public boolean reads(String uri) {
        try {
            return isFolder(uri) && path(uri).startsWith(root);
        } catch (ClewException malformed) {
            return false;
        }
    }

    @Override
    public Optional<Entry> find(String uri) {
        Path path = path(uri);
        try {
            Path real = path.toRealPath();
            if (!real.startsWith(root.toRealPath())) {
                return Optional.empty();
            }
            return Optional.of(entry(real));
        } catch (NoSuchFileException | NotDirectoryException none) {
            return Optional.empty();
        } catch (IOException failure) {
            throw refusal(path, failure);
        }
    }

    private static Entry entry(Path path) throws IOException {
        Path name = path.getFileName();
        boolean folder = Files.isDirectory(path);
        return new Entry(
                name == null ? "" : name.toString(), folder, folder ? 0 : Files.size(path));
    }

    @Override
    public List<Entry> list(String folderUri, String after, int limit) {
        if (find(folderUri).filter(Entry::folder).isEmpty()) {
            return List.of();
        }
        Path folder = path(folderUri);
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString())
                    .flatMap(name -> found(folder, name).stream())
                    .filter(entry -> after.isEmpty() || ORDER.compare(entry, last(after)) > 0)
                    .sorted(ORDER)
                    .limit(limit)
                    .toList();
        } catch (IOException failure) {
            throw refusal(folder, failure);
        }
    }

    private static Entry last(String position) {
        return position.endsWith("/")
                ? new Entry(position.substring(0, position.length() - 1), true, 0)
                : new Entry(position, false, 0);
    }

    private Optional<Entry> found(Path folder, String name) {
        return find(folder.resolve(name).toString())
                .map(entry -> new Entry(name, entry.folder(), entry.sizeBytes()));
    }

    @Override
    public InputStream open(String uri) {
        Path path = path(uri);
        if (find(uri).filter(entry -> !entry.folder()).isEmpty()) {
            throw ClewException.notFound("No such artifact: '" + path + "'");
        }
        try {
            return Files.newInputStream(path);
        } catch (IOException failure) {
            throw refusal(path, failure);
        }
    }

    private static Path path(String uri) {
        try {
            // Clients write spaces and others as they are, which a URI does not admit.
            String text = uri.startsWith("file:") ? plain(uri) : uri;
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                return path.normalize();
            }
        } catch (InvalidPathException malformed) {
            throw invalid(uri);
        }
        throw invalid(uri);
    }

    private static String plain(String uri) {
        String rest = uri.substring("file:".length());
        try {
            String path = URI.create(uri).getPath();
            return path == null ? rest : path;
        } catch (IllegalArgumentException notEncoded) {
            return rest.startsWith("//") ? rest.substring(2) : rest;
        }
    }

    private static ClewException invalid(String uri) {
        return ClewException.invalid(
                "uri", "a folder is file:///path or /path, not '%s'".formatted(uri));
    }

    private static ClewException refusal(Path path, IOException failure) {
        ClewException refusal =
                failure instanceof AccessDeniedException
                        ? new ClewException(
                                ErrorCode.FORBIDDEN, "this server may not read '" + path + "'")
                        : new ClewException(
                                ErrorCode.UNAVAILABLE,
                                "'%s' cannot be read: %s".formatted(path, reason(failure)));
        refusal.initCause(failure);
        return refusal;
    }

    private static String reason(IOException failure) {
        return failure instanceof FileSystemException known && known.getReason() != null
                ? known.getReason()
                : failure.getClass().getSimpleName();
    }
}
