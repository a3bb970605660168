package io.clew.identity.dataset;

import java.util.regex.Pattern;

/** Tells datasets that are named by where their files are from those named by a catalog. */
public final class Places {

    /** What a namespace with a warehouse's path and no host begins with. */
    private static final Pattern HOSTLESS = Pattern.compile("^([a-z0-9]+):/(?!/)");

    private Places() {}

    /**
     * Says whether a dataset is named by the path of its files: a key of a bucket, a path of a file
     * system. A table that is named within a warehouse's folder is not.
     */
    public static boolean isPath(DatasetName dataset) {
        String namespace = dataset.namespace();
        String scheme = Location.parse(namespace).map(Location::scheme).orElse(namespace);
        return switch (Source.find(scheme).map(Source::layout).orElse(Layout.OTHER)) {
            case FILES -> dataset.name().startsWith("/");
            case BUCKET, CONTAINER ->
                    namespace.indexOf('/', namespace.indexOf("://") + "://".length()) < 0;
            default -> false;
        };
    }

    /** Says whether a path is the whole of a bucket or a file system: never one table. */
    public static boolean isRoot(DatasetName dataset) {
        return isPath(dataset) && dataset.name().equals("/");
    }

    /**
     * Says whether one of two datasets lies within the other, so that they are two things: a file
     * in a folder, a table in the warehouse's folder that its namespace names.
     */
    public static boolean isWithin(DatasetName one, DatasetName other) {
        return holds(one, other) || holds(other, one);
    }

    private static boolean holds(DatasetName outer, DatasetName inner) {
        if (!isPath(outer)) {
            return false;
        }
        String folder = Text.withoutTrailingSlashes(whole(outer)) + "/";
        String warehouse = HOSTLESS.matcher(inner.namespace()).replaceFirst("$1/");
        return isPath(inner)
                ? whole(inner).startsWith(folder) && !inner.equals(outer)
                : (warehouse + "/").startsWith(folder);
    }

    /** Returns namespace and path in one, also of a local file, which people call by its path. */
    private static String whole(DatasetName path) {
        String name = path.name();
        return path.namespace() + (name.startsWith("/") ? name : "/" + name);
    }
}
