/** ISO 639-1 code of a posting's language; `und` when there is too little text to tell. */
export type Language = string
