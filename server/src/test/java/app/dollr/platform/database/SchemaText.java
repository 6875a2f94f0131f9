package app.dollr.platform.database;

import app.dollr.testing.TestSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A database's schema as SQL that a person reads, from its catalog, always in the same order. */
record SchemaText(TestSession session) {
  private static final String HEADER =
      """
      -- The schema that all migrations together make, for reading: nothing is made from this file.
      -- Written by SchemaDatabaseTest: mvn -pl server -am test -Dtest=SchemaDatabaseTest -Ddocs.fix=true
      """;

  String write() throws SQLException {
    List<String> parts = new ArrayList<>();
    parts.add(HEADER);
    parts.addAll(extensions());
    for (var schema : Samples.schemas(session)) {
      parts.add(schema(schema));
      parts.addAll(sequences(schema));
      parts.addAll(domains(schema));
      parts.addAll(functions(schema));
      for (var table : relations(schema, "[rp]")) {
        parts.add(table(schema, table));
      }
      for (var view : relations(schema, "v")) {
        parts.add(view(schema, view));
      }
    }
    return String.join("\n", parts);
  }

  private List<String> extensions() throws SQLException {
    return session.column(
        """
        select format(E'create extension %I schema %I;\\n', extname, extnamespace::regnamespace)
        from pg_extension where extname <> 'plpgsql' order by extname
        """);
  }

  private String schema(String schema) throws SQLException {
    var rights =
        rights("schema " + schema, "nspacl", "pg_namespace", regclass(schema, "namespace"));
    return "create schema %s;\n%s".formatted(schema, rights);
  }

  /** Those of identity columns belong to their tables and are not told apart. */
  private List<String> sequences(String schema) throws SQLException {
    List<String> sequences = new ArrayList<>();
    for (var name : relations(schema, "S")) {
      var made =
          session.column(
              """
              select format('create sequence %s.%s increment by %%s;', seqincrement)
              from pg_sequence
              where seqrelid = '%s.%s'::regclass
                and not exists (
                  select from pg_depend where objid = seqrelid and deptype in ('i', 'a'))
              """
                  .formatted(schema, name, schema, name));
      for (var sequence : made) {
        var on = "sequence %s.%s".formatted(schema, name);
        sequences.add(
            sequence
                + "\n"
                + rights(on, "relacl", "pg_class", regclass(schema + "." + name, "class")));
      }
    }
    return sequences;
  }

  private List<String> domains(String schema) throws SQLException {
    return session.column(
        """
        select format(E'create domain %%s as %%s\\n  constraint %%s %%s;\\n', typ.oid::regtype,
          format_type(typbasetype, typtypmod), conname, pg_get_constraintdef(con.oid, true))
        from pg_type typ
        join pg_constraint con on contypid = typ.oid and contype = 'c'
        where typnamespace = '%s'::regnamespace and typtype = 'd'
        order by typname, conname
        """
            .formatted(schema));
  }

  private List<String> functions(String schema) throws SQLException {
    List<String> functions = new ArrayList<>();
    var ids =
        session.column(
            """
            select oid::text from pg_proc p
            where pronamespace = '%s'::regnamespace
              and not exists (select from pg_depend where objid = p.oid and deptype = 'e')
            order by proname, pg_get_function_identity_arguments(oid)
            """
                .formatted(schema));
    for (var id : ids) {
      var text = session.only("select pg_get_functiondef(%s)".formatted(id)).strip() + ";\n";
      var name = session.only("select %s::regprocedure::text".formatted(id));
      functions.add(
          text
              + comment("function " + name, "obj_description(%s, 'pg_proc')".formatted(id))
              + rights("function " + name, "proacl", "pg_proc", id));
    }
    return functions;
  }

  private List<String> relations(String schema, String kind) throws SQLException {
    return session.column(
        """
        select relname from pg_class
        where relnamespace = '%s'::regnamespace and relkind ~ '%s'
          and not (relispartition and relkind = 'r') and relname !~ '^schema_history'
        order by relname
        """
            .formatted(schema, kind));
  }

  private String table(String schema, String table) throws SQLException {
    var name = schema + "." + table;
    List<String> inside = new ArrayList<>(columns(name));
    inside.addAll(constraints(name));
    var text = new StringBuilder();
    text.append("create table %s (\n  ".formatted(name));
    text.append(String.join(",\n  ", inside)).append("\n)");
    text.append(
        session.only(
            """
            select coalesce(' partition by ' || pg_get_partkeydef(oid), '')
              || coalesce(' with (' || array_to_string(reloptions, ', ') || ')', '') || E';\\n'
            from pg_class where oid = '%s'::regclass
            """
                .formatted(name)));
    text.append(comments(name));
    text.append(lines(indexes(name)));
    text.append(lines(triggers(name)));
    text.append(rights(name, "relacl", "pg_class", regclass(name, "class")));
    text.append(lines(columnRights(name)));
    text.append(lines(partitions(name)));
    return text.toString();
  }

  private List<String> partitions(String table) throws SQLException {
    List<String> all = new ArrayList<>();
    var names =
        session.column(
            """
            select inhrelid::regclass::text from pg_inherits
            where inhparent = '%s'::regclass order by 1
            """
                .formatted(table));
    for (var name : names) {
      all.add(
          session.only(
              """
              select format('create table %%s partition of %s %%s;', oid::regclass,
                pg_get_expr(relpartbound, oid))
              from pg_class where oid = '%s'::regclass
              """
                  .formatted(table, name)));
      all.addAll(triggers(name));
    }
    return all;
  }

  private String view(String schema, String view) throws SQLException {
    var name = schema + "." + view;
    var text = session.only("select pg_get_viewdef('%s'::regclass, true)".formatted(name));
    return "create view %s as\n%s\n".formatted(name, text)
        + comments(name)
        + rights(name, "relacl", "pg_class", regclass(name, "class"));
  }

  private List<String> columns(String table) throws SQLException {
    return session.column(
        """
        select concat_ws(' ', attname, format_type(atttypid, atttypmod),
          case when attnotnull then 'not null' end,
          case attidentity
            when 'a' then 'generated always as identity'
            when 'd' then 'generated by default as identity' end,
          'default ' || pg_get_expr(adbin, adrelid))
        from pg_attribute
        left join pg_attrdef on adrelid = attrelid and adnum = attnum
        where attrelid = '%s'::regclass and attnum > 0 and not attisdropped
        order by attnum
        """
            .formatted(table));
  }

  /** Those that a column's «not null» makes are told there. */
  private List<String> constraints(String table) throws SQLException {
    return session.column(
        """
        select format('constraint %%s %%s', conname, pg_get_constraintdef(oid, true))
        from pg_constraint
        where conrelid = '%s'::regclass and contype <> 'n'
        order by position(contype::text in 'pufcx'), conname
        """
            .formatted(table));
  }

  private List<String> indexes(String table) throws SQLException {
    return session.column(
        """
        select pg_get_indexdef(indexrelid) || ';'
        from pg_index
        where indrelid = '%s'::regclass
          and not exists (select from pg_constraint where conindid = indexrelid and contype <> 'f')
        order by indexrelid::regclass::text
        """
            .formatted(table));
  }

  private List<String> triggers(String table) throws SQLException {
    return session.column(
        """
        select pg_get_triggerdef(oid) || ';'
        from pg_trigger where tgrelid = '%s'::regclass and not tgisinternal
        order by tgname
        """
            .formatted(table));
  }

  private List<String> columnRights(String table) throws SQLException {
    return session.column(
        """
        select format('grant %%s (%%s) on %1$s to %%s;',
          lower(privilege_type), string_agg(attname, ', ' order by attnum), grantee::regrole)
        from pg_attribute, aclexplode(attacl)
        where attrelid = '%1$s'::regclass and grantee <> grantor
        group by privilege_type, grantee
        order by privilege_type, grantee::regrole::text
        """
            .formatted(table));
  }

  private String comments(String relation) throws SQLException {
    var ofColumns =
        session.column(
            """
            select format('comment on column %1$s.%%s is %%L;', attname,
              col_description(attrelid, attnum))
            from pg_attribute
            where attrelid = '%1$s'::regclass and col_description(attrelid, attnum) is not null
            order by attnum
            """
                .formatted(relation));
    return comment("table " + relation, "obj_description('%s'::regclass)".formatted(relation))
        + lines(ofColumns);
  }

  private String comment(String thing, String description) throws SQLException {
    return lines(
        session.column(
            "select format('comment on %1$s is %%L;', text) from (select %2$s as text) as d %3$s"
                .formatted(thing, description, "where text is not null")));
  }

  /** The rights on one thing, as statements; the owner's own are not told. */
  private String rights(String thing, String column, String catalog, String oid)
      throws SQLException {
    return lines(
        session.column(
            """
            select format('grant %%s on %%s to %%s;',
              string_agg(lower(privilege_type), ', ' order by array_position(array['USAGE', 'EXECUTE',
                'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER',
                'MAINTAIN'], privilege_type)),
              %1$s,
              case when grantee = 0 then 'public' else grantee::regrole::text end)
            from aclexplode((select %2$s from %3$s where oid = %4$s)) as acl
            where grantee <> grantor
            group by grantee
            order by grantee::regrole::text
            """
                .formatted("'" + thing + "'", column, catalog, oid)));
  }

  private static String regclass(String name, String kind) {
    return "'%s'::reg%s".formatted(name, kind);
  }

  private static String lines(List<String> statements) {
    return statements.stream().map(statement -> statement + "\n").collect(Collectors.joining());
  }
}
