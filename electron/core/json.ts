/** JSON that goes into an audit entry's detail or a record. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
