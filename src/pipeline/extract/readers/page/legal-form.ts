/** "Acme GmbH", "FERI, s.r.o.", "PREVAS A/S": the forms in which companies are registered. */
export const LEGAL_FORM =
  /(^|[\s,(])(gmbh( & co\. ?kgaa?| & co\. ?kg)?|ag|se|kg|kgaa|ohg|e\. ?v\.|eg|mbh|gbr|inc\.?|llc|l\.l\.c\.|ltd\.?|limited|plc|corp\.?|corporation|s\.?a\.?r\.?l\.?|s\.?a\.?s\.?|s\.a\.?|sa\/nv|s\.?p\.?a\.?|s\.?r\.?l\.?|b\.?v\.?|n\.?v\.?|a\/s|aps|ab|oy|oyj|as|asa|s\. ?r\. ?o\.?|spol\. s r\. ?o\.?|a\. ?s\.?|sp\. ?z ?o\. ?o\.?|s\.l\.u?\.?|lda\.?|pty\.? ltd\.?|co\., ltd\.?)[)\s.,]*$/i
