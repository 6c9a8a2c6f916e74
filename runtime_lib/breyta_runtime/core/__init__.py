"""Clojure's functions in Python, by the names `vars.python_name` gives them.

clojure.core is here; clojure.string, clojure.set, clojure.walk, json and breyta.sandbox are the
modules `strings`, `sets`, `walk`, `json` and `sandbox`.  Regular expressions, `format` and the flow
helpers are imported when first asked for.

A value that is called without being known to be a function goes through `invoke` (or `as_fn`):
keywords, maps, sets and symbols are callables of their own, vectors are not.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from breyta_runtime.core.access import (
    bounded_count as bounded_count,
)
from breyta_runtime.core.access import (
    contains as contains,
)
from breyta_runtime.core.access import (
    count as count,
)
from breyta_runtime.core.access import (
    find as find,
)
from breyta_runtime.core.access import (
    get as get,
)
from breyta_runtime.core.access import (
    get_in as get_in,
)
from breyta_runtime.core.access import (
    is_counted as is_counted,
)
from breyta_runtime.core.access import (
    is_empty as is_empty,
)
from breyta_runtime.core.access import (
    key as key,
)
from breyta_runtime.core.access import (
    keys as keys,
)
from breyta_runtime.core.access import (
    not_empty as not_empty,
)
from breyta_runtime.core.access import (
    nth as nth,
)
from breyta_runtime.core.access import (
    peek as peek,
)
from breyta_runtime.core.access import (
    pop as pop,
)
from breyta_runtime.core.access import (
    rseq as rseq,
)
from breyta_runtime.core.access import (
    rsubseq as rsubseq,
)
from breyta_runtime.core.access import (
    subseq as subseq,
)
from breyta_runtime.core.access import (
    unpack as unpack,
)
from breyta_runtime.core.access import (
    unreduced as unreduced,
)
from breyta_runtime.core.access import (
    val as val,
)
from breyta_runtime.core.access import (
    vals as vals,
)
from breyta_runtime.core.building import (
    array_map as array_map,
)
from breyta_runtime.core.building import (
    assoc as assoc,
)
from breyta_runtime.core.building import (
    assoc_in as assoc_in,
)
from breyta_runtime.core.building import (
    conj as conj,
)
from breyta_runtime.core.building import (
    disj as disj,
)
from breyta_runtime.core.building import (
    dissoc as dissoc,
)
from breyta_runtime.core.building import (
    empty as empty,
)
from breyta_runtime.core.building import (
    hash_map as hash_map,
)
from breyta_runtime.core.building import (
    hash_set as hash_set,
)
from breyta_runtime.core.building import (
    list_ as list_,
)
from breyta_runtime.core.building import (
    list_star as list_star,
)
from breyta_runtime.core.building import (
    merge as merge,
)
from breyta_runtime.core.building import (
    merge_with as merge_with,
)
from breyta_runtime.core.building import (
    replace as replace,
)
from breyta_runtime.core.building import (
    select_keys as select_keys,
)
from breyta_runtime.core.building import (
    set_ as set_,
)
from breyta_runtime.core.building import (
    sorted_map as sorted_map,
)
from breyta_runtime.core.building import (
    sorted_map_by as sorted_map_by,
)
from breyta_runtime.core.building import (
    sorted_set as sorted_set,
)
from breyta_runtime.core.building import (
    sorted_set_by as sorted_set_by,
)
from breyta_runtime.core.building import (
    subvec as subvec,
)
from breyta_runtime.core.building import (
    update as update,
)
from breyta_runtime.core.building import (
    update_in as update_in,
)
from breyta_runtime.core.building import (
    update_keys as update_keys,
)
from breyta_runtime.core.building import (
    update_vals as update_vals,
)
from breyta_runtime.core.building import (
    vec as vec,
)
from breyta_runtime.core.building import (
    vector as vector,
)
from breyta_runtime.core.building import (
    zipmap as zipmap,
)
from breyta_runtime.core.functions import (
    apply as apply,
)
from breyta_runtime.core.functions import (
    as_fn as as_fn,
)
from breyta_runtime.core.functions import (
    comp as comp,
)
from breyta_runtime.core.functions import (
    comparator as comparator,
)
from breyta_runtime.core.functions import (
    complement as complement,
)
from breyta_runtime.core.functions import (
    constantly as constantly,
)
from breyta_runtime.core.functions import (
    every_pred as every_pred,
)
from breyta_runtime.core.functions import (
    fnil as fnil,
)
from breyta_runtime.core.functions import (
    identity as identity,
)
from breyta_runtime.core.functions import (
    invoke as invoke,
)
from breyta_runtime.core.functions import (
    is_fn as is_fn,
)
from breyta_runtime.core.functions import (
    is_ifn as is_ifn,
)
from breyta_runtime.core.functions import (
    juxt as juxt,
)
from breyta_runtime.core.functions import (
    memoize as memoize,
)
from breyta_runtime.core.functions import (
    partial as partial,
)
from breyta_runtime.core.functions import (
    some_fn as some_fn,
)
from breyta_runtime.core.functions import (
    trampoline as trampoline,
)
from breyta_runtime.core.lazy import (
    concat as concat,
)
from breyta_runtime.core.lazy import (
    cycle as cycle,
)
from breyta_runtime.core.lazy import (
    dedupe as dedupe,
)
from breyta_runtime.core.lazy import (
    distinct as distinct,
)
from breyta_runtime.core.lazy import (
    drop as drop,
)
from breyta_runtime.core.lazy import (
    drop_last as drop_last,
)
from breyta_runtime.core.lazy import (
    drop_while as drop_while,
)
from breyta_runtime.core.lazy import (
    filter_ as filter_,
)
from breyta_runtime.core.lazy import (
    filterv as filterv,
)
from breyta_runtime.core.lazy import (
    flatten as flatten,
)
from breyta_runtime.core.lazy import (
    interleave as interleave,
)
from breyta_runtime.core.lazy import (
    interpose as interpose,
)
from breyta_runtime.core.lazy import (
    iter_seq as iter_seq,
)
from breyta_runtime.core.lazy import (
    iterate as iterate,
)
from breyta_runtime.core.lazy import (
    iteration as iteration,
)
from breyta_runtime.core.lazy import (
    keep as keep,
)
from breyta_runtime.core.lazy import (
    keep_indexed as keep_indexed,
)
from breyta_runtime.core.lazy import (
    lazy_cat as lazy_cat,
)
from breyta_runtime.core.lazy import (
    lazy_seq as lazy_seq,
)
from breyta_runtime.core.lazy import (
    map_ as map_,
)
from breyta_runtime.core.lazy import (
    map_indexed as map_indexed,
)
from breyta_runtime.core.lazy import (
    mapcat as mapcat,
)
from breyta_runtime.core.lazy import (
    mapv as mapv,
)
from breyta_runtime.core.lazy import (
    partition as partition,
)
from breyta_runtime.core.lazy import (
    partition_all as partition_all,
)
from breyta_runtime.core.lazy import (
    partition_by as partition_by,
)
from breyta_runtime.core.lazy import (
    range_ as range_,
)
from breyta_runtime.core.lazy import (
    remove as remove,
)
from breyta_runtime.core.lazy import (
    removev as removev,
)
from breyta_runtime.core.lazy import (
    repeat as repeat,
)
from breyta_runtime.core.lazy import (
    repeatedly as repeatedly,
)
from breyta_runtime.core.lazy import (
    replicate as replicate,
)
from breyta_runtime.core.lazy import (
    take as take,
)
from breyta_runtime.core.lazy import (
    take_nth as take_nth,
)
from breyta_runtime.core.lazy import (
    take_while as take_while,
)
from breyta_runtime.core.lazy import (
    tree_seq as tree_seq,
)
from breyta_runtime.core.metadata import (
    meta as meta,
)
from breyta_runtime.core.metadata import (
    vary_meta as vary_meta,
)
from breyta_runtime.core.metadata import (
    with_meta as with_meta,
)
from breyta_runtime.core.naming import (
    char as char,
)
from breyta_runtime.core.naming import (
    find_keyword as find_keyword,
)
from breyta_runtime.core.naming import (
    keyword as keyword,
)
from breyta_runtime.core.naming import (
    name as name,
)
from breyta_runtime.core.naming import (
    namespace as namespace,
)
from breyta_runtime.core.naming import (
    parse_boolean as parse_boolean,
)
from breyta_runtime.core.naming import (
    parse_double as parse_double,
)
from breyta_runtime.core.naming import (
    parse_long as parse_long,
)
from breyta_runtime.core.naming import (
    parse_uuid as parse_uuid,
)
from breyta_runtime.core.naming import (
    subs as subs,
)
from breyta_runtime.core.naming import (
    symbol as symbol,
)
from breyta_runtime.core.number_types import (
    bigdec as bigdec,
)
from breyta_runtime.core.number_types import (
    bigint as bigint,
)
from breyta_runtime.core.number_types import (
    biginteger as biginteger,
)
from breyta_runtime.core.number_types import (
    bit_and as bit_and,
)
from breyta_runtime.core.number_types import (
    bit_and_not as bit_and_not,
)
from breyta_runtime.core.number_types import (
    bit_clear as bit_clear,
)
from breyta_runtime.core.number_types import (
    bit_flip as bit_flip,
)
from breyta_runtime.core.number_types import (
    bit_not as bit_not,
)
from breyta_runtime.core.number_types import (
    bit_or as bit_or,
)
from breyta_runtime.core.number_types import (
    bit_set as bit_set,
)
from breyta_runtime.core.number_types import (
    bit_shift_left as bit_shift_left,
)
from breyta_runtime.core.number_types import (
    bit_shift_right as bit_shift_right,
)
from breyta_runtime.core.number_types import (
    bit_test as bit_test,
)
from breyta_runtime.core.number_types import (
    bit_xor as bit_xor,
)
from breyta_runtime.core.number_types import (
    byte as byte,
)
from breyta_runtime.core.number_types import (
    denominator as denominator,
)
from breyta_runtime.core.number_types import (
    double as double,
)
from breyta_runtime.core.number_types import (
    float_ as float_,
)
from breyta_runtime.core.number_types import (
    int_ as int_,
)
from breyta_runtime.core.number_types import (
    is_decimal as is_decimal,
)
from breyta_runtime.core.number_types import (
    is_double as is_double,
)
from breyta_runtime.core.number_types import (
    is_even as is_even,
)
from breyta_runtime.core.number_types import (
    is_float as is_float,
)
from breyta_runtime.core.number_types import (
    is_infinite as is_infinite,
)
from breyta_runtime.core.number_types import (
    is_int as is_int,
)
from breyta_runtime.core.number_types import (
    is_integer as is_integer,
)
from breyta_runtime.core.number_types import (
    is_nan as is_nan,
)
from breyta_runtime.core.number_types import (
    is_nat_int as is_nat_int,
)
from breyta_runtime.core.number_types import (
    is_neg as is_neg,
)
from breyta_runtime.core.number_types import (
    is_neg_int as is_neg_int,
)
from breyta_runtime.core.number_types import (
    is_number as is_number,
)
from breyta_runtime.core.number_types import (
    is_odd as is_odd,
)
from breyta_runtime.core.number_types import (
    is_pos as is_pos,
)
from breyta_runtime.core.number_types import (
    is_pos_int as is_pos_int,
)
from breyta_runtime.core.number_types import (
    is_ratio as is_ratio,
)
from breyta_runtime.core.number_types import (
    is_rational as is_rational,
)
from breyta_runtime.core.number_types import (
    is_zero as is_zero,
)
from breyta_runtime.core.number_types import (
    long as long,
)
from breyta_runtime.core.number_types import (
    num as num,
)
from breyta_runtime.core.number_types import (
    numerator as numerator,
)
from breyta_runtime.core.number_types import (
    rationalize as rationalize,
)
from breyta_runtime.core.number_types import (
    short as short,
)
from breyta_runtime.core.number_types import (
    unchecked_add as unchecked_add,
)
from breyta_runtime.core.number_types import (
    unchecked_byte as unchecked_byte,
)
from breyta_runtime.core.number_types import (
    unchecked_dec as unchecked_dec,
)
from breyta_runtime.core.number_types import (
    unchecked_inc as unchecked_inc,
)
from breyta_runtime.core.number_types import (
    unchecked_int as unchecked_int,
)
from breyta_runtime.core.number_types import (
    unchecked_long as unchecked_long,
)
from breyta_runtime.core.number_types import (
    unchecked_multiply as unchecked_multiply,
)
from breyta_runtime.core.number_types import (
    unchecked_negate as unchecked_negate,
)
from breyta_runtime.core.number_types import (
    unchecked_subtract as unchecked_subtract,
)
from breyta_runtime.core.number_types import (
    unsigned_bit_shift_right as unsigned_bit_shift_right,
)
from breyta_runtime.core.numbers import (
    abs_ as abs_,
)
from breyta_runtime.core.numbers import (
    add as add,
)
from breyta_runtime.core.numbers import (
    add_p as add_p,
)
from breyta_runtime.core.numbers import (
    dec as dec,
)
from breyta_runtime.core.numbers import (
    dec_p as dec_p,
)
from breyta_runtime.core.numbers import (
    div as div,
)
from breyta_runtime.core.numbers import (
    ge as ge,
)
from breyta_runtime.core.numbers import (
    gt as gt,
)
from breyta_runtime.core.numbers import (
    inc as inc,
)
from breyta_runtime.core.numbers import (
    inc_p as inc_p,
)
from breyta_runtime.core.numbers import (
    le as le,
)
from breyta_runtime.core.numbers import (
    lt as lt,
)
from breyta_runtime.core.numbers import (
    max_ as max_,
)
from breyta_runtime.core.numbers import (
    min_ as min_,
)
from breyta_runtime.core.numbers import (
    mod as mod,
)
from breyta_runtime.core.numbers import (
    mul as mul,
)
from breyta_runtime.core.numbers import (
    mul_p as mul_p,
)
from breyta_runtime.core.numbers import (
    num_eq as num_eq,
)
from breyta_runtime.core.numbers import (
    quot as quot,
)
from breyta_runtime.core.numbers import (
    rem as rem,
)
from breyta_runtime.core.numbers import (
    sub as sub,
)
from breyta_runtime.core.numbers import (
    sub_p as sub_p,
)
from breyta_runtime.core.ordering import (
    compare as compare,
)
from breyta_runtime.core.ordering import (
    frequencies as frequencies,
)
from breyta_runtime.core.ordering import (
    group_by as group_by,
)
from breyta_runtime.core.ordering import (
    sort as sort,
)
from breyta_runtime.core.ordering import (
    sort_by as sort_by,
)
from breyta_runtime.core.output import (
    newline as newline,
)
from breyta_runtime.core.output import (
    pr as pr,
)
from breyta_runtime.core.output import (
    pr_str as pr_str,
)
from breyta_runtime.core.output import (
    print_ as print_,
)
from breyta_runtime.core.output import (
    print_str as print_str,
)
from breyta_runtime.core.output import (
    printf as printf,
)
from breyta_runtime.core.output import (
    println as println,
)
from breyta_runtime.core.output import (
    println_str as println_str,
)
from breyta_runtime.core.output import (
    prn as prn,
)
from breyta_runtime.core.output import (
    prn_str as prn_str,
)
from breyta_runtime.core.output import (
    set_output as set_output,
)
from breyta_runtime.core.output import (
    with_out_str as with_out_str,
)
from breyta_runtime.core.predicates import (
    boolean as boolean,
)
from breyta_runtime.core.predicates import (
    class_ as class_,
)
from breyta_runtime.core.predicates import (
    eq as eq,
)
from breyta_runtime.core.predicates import (
    every as every,
)
from breyta_runtime.core.predicates import (
    hash_ as hash_,
)
from breyta_runtime.core.predicates import (
    identical as identical,
)
from breyta_runtime.core.predicates import (
    inst_ms as inst_ms,
)
from breyta_runtime.core.predicates import (
    is_any as is_any,
)
from breyta_runtime.core.predicates import (
    is_associative as is_associative,
)
from breyta_runtime.core.predicates import (
    is_boolean as is_boolean,
)
from breyta_runtime.core.predicates import (
    is_bytes as is_bytes,
)
from breyta_runtime.core.predicates import (
    is_char as is_char,
)
from breyta_runtime.core.predicates import (
    is_chunked_seq as is_chunked_seq,
)
from breyta_runtime.core.predicates import (
    is_coll as is_coll,
)
from breyta_runtime.core.predicates import (
    is_delay as is_delay,
)
from breyta_runtime.core.predicates import (
    is_distinct as is_distinct,
)
from breyta_runtime.core.predicates import (
    is_false as is_false,
)
from breyta_runtime.core.predicates import (
    is_ident as is_ident,
)
from breyta_runtime.core.predicates import (
    is_indexed as is_indexed,
)
from breyta_runtime.core.predicates import (
    is_inst as is_inst,
)
from breyta_runtime.core.predicates import (
    is_instance as is_instance,
)
from breyta_runtime.core.predicates import (
    is_keyword as is_keyword,
)
from breyta_runtime.core.predicates import (
    is_list as is_list,
)
from breyta_runtime.core.predicates import (
    is_map as is_map,
)
from breyta_runtime.core.predicates import (
    is_map_entry as is_map_entry,
)
from breyta_runtime.core.predicates import (
    is_nil as is_nil,
)
from breyta_runtime.core.predicates import (
    is_qualified_ident as is_qualified_ident,
)
from breyta_runtime.core.predicates import (
    is_qualified_keyword as is_qualified_keyword,
)
from breyta_runtime.core.predicates import (
    is_qualified_symbol as is_qualified_symbol,
)
from breyta_runtime.core.predicates import (
    is_realized as is_realized,
)
from breyta_runtime.core.predicates import (
    is_record as is_record,
)
from breyta_runtime.core.predicates import (
    is_reduced as is_reduced,
)
from breyta_runtime.core.predicates import (
    is_reversible as is_reversible,
)
from breyta_runtime.core.predicates import (
    is_seq as is_seq,
)
from breyta_runtime.core.predicates import (
    is_seqable as is_seqable,
)
from breyta_runtime.core.predicates import (
    is_sequential as is_sequential,
)
from breyta_runtime.core.predicates import (
    is_set as is_set,
)
from breyta_runtime.core.predicates import (
    is_simple_ident as is_simple_ident,
)
from breyta_runtime.core.predicates import (
    is_simple_keyword as is_simple_keyword,
)
from breyta_runtime.core.predicates import (
    is_simple_symbol as is_simple_symbol,
)
from breyta_runtime.core.predicates import (
    is_some as is_some,
)
from breyta_runtime.core.predicates import (
    is_sorted as is_sorted,
)
from breyta_runtime.core.predicates import (
    is_special_symbol as is_special_symbol,
)
from breyta_runtime.core.predicates import (
    is_string as is_string,
)
from breyta_runtime.core.predicates import (
    is_symbol as is_symbol,
)
from breyta_runtime.core.predicates import (
    is_true as is_true,
)
from breyta_runtime.core.predicates import (
    is_uri as is_uri,
)
from breyta_runtime.core.predicates import (
    is_uuid as is_uuid,
)
from breyta_runtime.core.predicates import (
    is_vector as is_vector,
)
from breyta_runtime.core.predicates import (
    is_volatile as is_volatile,
)
from breyta_runtime.core.predicates import (
    not_ as not_,
)
from breyta_runtime.core.predicates import (
    not_any as not_any,
)
from breyta_runtime.core.predicates import (
    not_eq as not_eq,
)
from breyta_runtime.core.predicates import (
    not_every as not_every,
)
from breyta_runtime.core.predicates import (
    some as some,
)
from breyta_runtime.core.predicates import (
    test as test,
)
from breyta_runtime.core.predicates import (
    type_ as type_,
)
from breyta_runtime.core.sequences import (
    butlast as butlast,
)
from breyta_runtime.core.sequences import (
    cons as cons,
)
from breyta_runtime.core.sequences import (
    doall as doall,
)
from breyta_runtime.core.sequences import (
    dorun as dorun,
)
from breyta_runtime.core.sequences import (
    enumeration_seq as enumeration_seq,
)
from breyta_runtime.core.sequences import (
    ffirst as ffirst,
)
from breyta_runtime.core.sequences import (
    first as first,
)
from breyta_runtime.core.sequences import (
    fnext as fnext,
)
from breyta_runtime.core.sequences import (
    last as last,
)
from breyta_runtime.core.sequences import (
    next_ as next_,
)
from breyta_runtime.core.sequences import (
    nfirst as nfirst,
)
from breyta_runtime.core.sequences import (
    nnext as nnext,
)
from breyta_runtime.core.sequences import (
    nthnext as nthnext,
)
from breyta_runtime.core.sequences import (
    nthrest as nthrest,
)
from breyta_runtime.core.sequences import (
    rest as rest,
)
from breyta_runtime.core.sequences import (
    reverse as reverse,
)
from breyta_runtime.core.sequences import (
    second as second,
)
from breyta_runtime.core.sequences import (
    seq as seq,
)
from breyta_runtime.core.sequences import (
    seq_to_map_for_destructuring as seq_to_map_for_destructuring,
)
from breyta_runtime.core.sequences import (
    split_at as split_at,
)
from breyta_runtime.core.sequences import (
    split_with as split_with,
)
from breyta_runtime.core.sequences import (
    take_last as take_last,
)
from breyta_runtime.core.state import (
    atom as atom,
)
from breyta_runtime.core.state import (
    compare_and_set as compare_and_set,
)
from breyta_runtime.core.state import (
    delay as delay,
)
from breyta_runtime.core.state import (
    deref as deref,
)
from breyta_runtime.core.state import (
    ex_cause as ex_cause,
)
from breyta_runtime.core.state import (
    ex_data as ex_data,
)
from breyta_runtime.core.state import (
    ex_info as ex_info,
)
from breyta_runtime.core.state import (
    ex_message as ex_message,
)
from breyta_runtime.core.state import (
    force as force,
)
from breyta_runtime.core.state import (
    reset as reset,
)
from breyta_runtime.core.state import (
    reset_vals as reset_vals,
)
from breyta_runtime.core.state import (
    swap as swap,
)
from breyta_runtime.core.state import (
    swap_vals as swap_vals,
)
from breyta_runtime.core.state import (
    volatile as volatile,
)
from breyta_runtime.core.state import (
    vreset as vreset,
)
from breyta_runtime.core.state import (
    vswap as vswap,
)
from breyta_runtime.core.transducers import (
    cat as cat,
)
from breyta_runtime.core.transducers import (
    completing as completing,
)
from breyta_runtime.core.transducers import (
    eduction as eduction,
)
from breyta_runtime.core.transducers import (
    ensure_reduced as ensure_reduced,
)
from breyta_runtime.core.transducers import (
    halt_when as halt_when,
)
from breyta_runtime.core.transducers import (
    into as into,
)
from breyta_runtime.core.transducers import (
    max_key as max_key,
)
from breyta_runtime.core.transducers import (
    min_key as min_key,
)
from breyta_runtime.core.transducers import (
    reduce as reduce,
)
from breyta_runtime.core.transducers import (
    reduce_kv as reduce_kv,
)
from breyta_runtime.core.transducers import (
    reduced as reduced,
)
from breyta_runtime.core.transducers import (
    reductions as reductions,
)
from breyta_runtime.core.transducers import (
    run_x as run_x,
)
from breyta_runtime.core.transducers import (
    sequence as sequence,
)
from breyta_runtime.core.transducers import (
    to_eduction as to_eduction,
)
from breyta_runtime.core.transducers import (
    transduce as transduce,
)
from breyta_runtime.core.transients import (
    assoc_x as assoc_x,
)
from breyta_runtime.core.transients import (
    conj_x as conj_x,
)
from breyta_runtime.core.transients import (
    disj_x as disj_x,
)
from breyta_runtime.core.transients import (
    dissoc_x as dissoc_x,
)
from breyta_runtime.core.transients import (
    persistent as persistent,
)
from breyta_runtime.core.transients import (
    pop_x as pop_x,
)
from breyta_runtime.core.transients import (
    transient as transient,
)
from breyta_runtime.values.printing import str_ as str_

if TYPE_CHECKING:
    from breyta_runtime.core.flow_helpers import (
        is_blank as is_blank,
    )
    from breyta_runtime.core.flow_helpers import (
        is_present as is_present,
    )
    from breyta_runtime.core.flow_helpers import (
        json_emit as json_emit,
    )
    from breyta_runtime.core.flow_helpers import (
        json_parse as json_parse,
    )
    from breyta_runtime.core.flow_helpers import (
        json_parse_x as json_parse_x,
    )
    from breyta_runtime.core.format import format_ as format_
    from breyta_runtime.core.regexes import (
        re_find as re_find,
    )
    from breyta_runtime.core.regexes import (
        re_groups as re_groups,
    )
    from breyta_runtime.core.regexes import (
        re_matcher as re_matcher,
    )
    from breyta_runtime.core.regexes import (
        re_matches as re_matches,
    )
    from breyta_runtime.core.regexes import (
        re_pattern as re_pattern,
    )
    from breyta_runtime.core.regexes import (
        re_seq as re_seq,
    )

_LATER = {
    "format_": ("breyta_runtime.core.format", "format_"),
    **{
        name: ("breyta_runtime.core.regexes", name)
        for name in ("re_find", "re_groups", "re_matcher", "re_matches", "re_pattern", "re_seq")
    },
    **{
        name: ("breyta_runtime.core.flow_helpers", name)
        for name in ("is_blank", "is_present", "json_emit", "json_parse", "json_parse_x")
    },
}


def __getattr__(name: str) -> Any:
    later = _LATER.get(name)
    if later is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(later[0]), later[1])
    globals()[name] = found
    return found
