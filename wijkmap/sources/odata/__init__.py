"""Tables of CBS open data over OData v3: address and paging, metadata, answers that are kept."""
