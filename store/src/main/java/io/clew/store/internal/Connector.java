package io.clew.store.internal;

import java.sql.SQLException;

/** Opens the connection that the writer uses, and a new one when it is lost. */
interface Connector {
    JdbcDb open() throws SQLException;
}
