"""The store of a workspace: one database for what outlives a run (the journal, key/value records).

`location` says where it is, `database` opens it, `migrations` is its schema; each user of it has a
module of its own.
"""
