/* Made from test/golden/openapi.json by "npm run generate". Do not edit. */
export interface paths {
    "/connector-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the types a connector can have
         * @description For the roles administrator, manage_data_sources.
         */
        get: operations["listConnectorTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connector-types/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The settings of a connector type: schema and layout of the form
         * @description For the roles administrator, manage_data_sources.
         */
        get: operations["readConnectorType"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List connectors
         * @description For the roles administrator, manage_data_sources, designer.
         */
        get: operations["listConnectors"];
        put?: never;
        /**
         * Add a connector; its details may be incomplete
         * @description For the roles administrator, manage_data_sources.
         */
        post: operations["createConnector"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connectors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a connector, without its secrets
         * @description For the roles administrator, manage_data_sources.
         */
        get: operations["readConnector"];
        /**
         * Change a connector. Secrets: absent keeps, a text replaces, null clears
         * @description For the roles administrator, manage_data_sources.
         */
        put: operations["updateConnector"];
        post?: never;
        /**
         * Delete a connector that nothing uses
         * @description For the roles administrator, manage_data_sources.
         */
        delete: operations["deleteConnector"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connectors/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch a connector off
         * @description For the roles administrator, manage_data_sources.
         */
        post: operations["disableConnector"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connectors/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch a connector on
         * @description For the roles administrator, manage_data_sources.
         */
        post: operations["enableConnector"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connectors/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test connection with the saved values; a good test makes the connector active
         * @description For the roles administrator, manage_data_sources.
         */
        post: operations["testConnector"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connectors/{id}/test-mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send Test Mail: test the saved values and really send one mail
         * @description For the roles administrator, manage_data_sources.
         */
        post: operations["sendTestMail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connectors/{id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What uses a connector and keeps it from being deleted
         * @description For the roles administrator, manage_data_sources.
         */
        get: operations["listConnectorUses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connectors/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All connectors as definitions without secrets
         * @description For the roles administrator, manage_data_sources.
         */
        get: operations["exportConnectors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connectors/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create connectors, or change those of the same display name; all or nothing
         * @description For the roles administrator, manage_data_sources.
         */
        post: operations["importConnectors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connectors/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test connection with values as they stand in a form; nothing is saved
         * @description For the roles administrator, manage_data_sources.
         */
        post: operations["testUnsavedConnector"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Something happened: the rules of its trigger run
         * @description For everybody who is signed in.
         */
        post: operations["postEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of an event
         * @description For everybody who is signed in.
         */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{id}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the mails of a held event
         * @description For everybody who is signed in.
         */
        post: operations["commitEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Never send the mails of a held event
         * @description For everybody who is signed in.
         */
        post: operations["rollbackEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file to attach, at most 30 MB
         * @description For everybody who is signed in.
         */
        post: operations["uploadFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bytes of an uploaded file
         * @description For everybody who is signed in.
         */
        get: operations["getFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All forms
         * @description For the roles administrator, designer.
         */
        get: operations["listForms"];
        put?: never;
        /**
         * A new form
         * @description For the roles administrator, designer.
         */
        post: operations["createForm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One form
         * @description For the roles administrator, designer.
         */
        get: operations["getForm"];
        /**
         * Change a form
         * @description For the roles administrator, designer.
         */
        put: operations["changeForm"];
        post?: never;
        /**
         * Delete a form that no rule uses
         * @description For the roles administrator, designer.
         */
        delete: operations["deleteForm"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forms/{id}/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit a form: its rules run
         * @description For everybody who is signed in.
         */
        post: operations["submitForm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is there now, then what changes, as server-sent events
         * @description For everybody who is signed in.
         */
        get: operations["watchLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in
         * @description For everybody who is signed in.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * E-mails, newest first
         * @description For the roles administrator, payroll_operator, designer.
         */
        get: operations["listOutbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outbox/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One e-mail with its recipients, attempts and Sent copy
         * @description For the roles administrator, payroll_operator, designer.
         */
        get: operations["getOutboxEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outbox/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back an e-mail that has not been sent
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["cancelOutboxEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outbox/{id}/message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The message source, byte for byte as it is sent
         * @description For the roles administrator, payroll_operator, designer.
         */
        get: operations["getOutboxMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outbox/{id}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What can be shown about this e-mail: digests, replies, the Sent copy, decisions; never its content
         * @description For the roles administrator, payroll_operator, designer.
         */
        get: operations["getOutboxProof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outbox/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the stored e-mail once more as a new one (header Idempotency-Key)
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["resendOutboxEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outbox/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide about an uncertain e-mail
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["resolveOutboxEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/outbox/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try again now; a failed Sent copy is filed again without sending
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["retryOutboxEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/previews/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The HTML body of a previewed mail, for ten minutes and for who previewed it
         * @description For the roles administrator, designer.
         */
        get: operations["getPreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/proof/bundle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The records of a run, an e-mail or a time, signed; `mailrule proof verify` reads it without a server
         * @description For the roles administrator, payroll_operator, approver.
         */
        get: operations["getProofBundle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/proof/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The public key that signs the proofs of this installation
         * @description For everybody who is signed in.
         */
        get: operations["getProofKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The catalogue of e-mail providers
         * @description For the roles administrator, manage_data_sources.
         */
        get: operations["listProviders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/providers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One provider of the catalogue
         * @description For the roles administrator, manage_data_sources.
         */
        get: operations["readProvider"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/providers/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Servers for an address: by the catalogue, then by DNS
         * @description For the roles administrator, manage_data_sources.
         */
        get: operations["lookUpProvider"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All rules, those of one trigger in the order in which they run
         * @description For the roles administrator, designer.
         */
        get: operations["listRules"];
        put?: never;
        /**
         * A new rule, behind the others of its trigger
         * @description For the roles administrator, designer.
         */
        post: operations["createRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One rule
         * @description For the roles administrator, designer.
         */
        get: operations["getRule"];
        /**
         * Change a rule
         * @description For the roles administrator, designer.
         */
        put: operations["changeRule"];
        post?: never;
        /**
         * Delete a rule; its mails stay
         * @description For the roles administrator, designer.
         */
        delete: operations["deleteRule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch a rule off
         * @description For the roles administrator, designer.
         */
        post: operations["disableRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/{id}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy a rule; the copy is switched off and stands behind it
         * @description For the roles administrator, designer.
         */
        post: operations["duplicateRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch a rule on
         * @description For the roles administrator, designer.
         */
        post: operations["enableRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/{id}/test-to-me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the mails of a rule to one address instead of its recipients
         * @description For the roles administrator, designer.
         */
        post: operations["testRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * When each rule last sent, and what its last seven days brought; test mails do not count
         * @description For the roles administrator, designer.
         */
        get: operations["listRuleActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What is wrong or doubtful with a rule that is not saved yet
         * @description For the roles administrator, designer.
         */
        post: operations["checkRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What conditions and templates can use of a form or of a workflow, with records to try a rule with
         * @description For the roles administrator, designer.
         */
        get: operations["listRuleFields"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * The order in which the rules of one trigger run
         * @description For the roles administrator, designer.
         */
        put: operations["orderRules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a rule would do with these facts; nothing is stored or sent
         * @description For the roles administrator, designer.
         */
        post: operations["previewRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/test-to-me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the mails of a rule as it stands in the editor to one address instead of its recipients
         * @description For the roles administrator, designer.
         */
        post: operations["testDraftRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Payroll runs, newest first
         * @description For the roles administrator, payroll_operator, approver.
         */
        get: operations["listRuns"];
        put?: never;
        /**
         * Begin a payroll run
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["createRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One payroll run: counts, problems by kind, the hash of its plan, how long sending takes
         * @description For the roles administrator, payroll_operator, approver.
         */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve the plan with this hash; with four eyes a second person, approver or administrator
         * @description For the roles administrator, payroll_operator, approver.
         */
        post: operations["approveRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a run: what has not left is never sent
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["cancelRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The documents of a run by name, also those that no row has
         * @description For the roles administrator, payroll_operator, approver.
         */
        get: operations["listRunDocuments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload the rows (CSV, XLSX, JSON) or documents (zip file, PDF), at most 600 MB
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["uploadRunFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/files/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove an uploaded file and the documents in it
         * @description For the roles administrator, payroll_operator.
         */
        delete: operations["deleteRunFile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rows of a run in their order, with problems, document and e-mail
         * @description For the roles administrator, payroll_operator, approver.
         */
        get: operations["listRunItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/items/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One row of a run
         * @description For the roles administrator, payroll_operator, approver.
         */
        get: operations["getRunItem"];
        /**
         * Correct facts, address or document of a row; it is planned again, and an approval ends
         * @description For the roles administrator, payroll_operator.
         */
        put: operations["fixRunItem"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/items/{item}/redirect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask that what was sent goes to another address; a second person confirms it
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["redirectRunItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/items/{item}/redirect/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm, as the second person, the other address of a row, and send
         * @description For the roles administrator, approver.
         */
        post: operations["confirmRunItemRedirect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/items/{item}/test-to-me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a row's e-mail to one address to try it; without the person's document
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["testRunItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/items/leave-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave rows out by name, with a reason; an approval ends
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["leaveOutRunItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop sending at once; what is at its final dot ends
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["pauseRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Plan the run in the background: every row becomes an e-mail, a problem, or is left out
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["planRun"];
        /**
         * Stop the planning; planning again goes on from there
         * @description For the roles administrator, payroll_operator.
         */
        delete: operations["stopRunPlan"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far planning and sending are, as server-sent events
         * @description For the roles administrator, payroll_operator, approver.
         */
        get: operations["watchRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an approved run, now or at a time; within its send window
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["releaseRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/report.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every row of the run with what became of it
         * @description For the roles administrator, payroll_operator, approver.
         */
        get: operations["getRunReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on with a run that was paused or stopped by itself
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["resumeRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/retry-failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the failed e-mails of the run again, and only these
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["retryFailedRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sandbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The mail server for trying out: whether it runs, its ports, addresses and password
         * @description For the roles administrator.
         */
        get: operations["getSandbox"];
        put?: never;
        /**
         * Start the mail server for trying out; not in production
         * @description For the roles administrator.
         */
        post: operations["startSandbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sandbox/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What lies in the mailboxes for trying out, newest first
         * @description For the roles administrator.
         */
        get: operations["listSandboxMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sandbox/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The message source, byte for byte as it arrived
         * @description For the roles administrator.
         */
        get: operations["getSandboxMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with name and password
         * @description Needs no sign-in.
         */
        post: operations["signIn"];
        /**
         * Sign out
         * @description For everybody who is signed in.
         */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/default-mailbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The default mailbox
         * @description For the roles administrator.
         */
        get: operations["getDefaultMailbox"];
        /**
         * Set the default mailbox and the address that gets the replies
         * @description For the roles administrator.
         */
        put: operations["putDefaultMailbox"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/global-smtp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The global SMTP setting
         * @description For the roles administrator, designer.
         */
        get: operations["getGlobalSmtp"];
        /**
         * Send all mail, or the mail without a connector, through one connector
         * @description For the roles administrator.
         */
        put: operations["putGlobalSmtp"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How payroll runs are approved and when they stop by themselves
         * @description For the roles administrator, payroll_operator, approver.
         */
        get: operations["getRunSettings"];
        /**
         * Set whether a second person approves payroll runs, and when they stop by themselves
         * @description For the roles administrator.
         */
        put: operations["putRunSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether this installation still needs its first administrator
         * @description Needs no sign-in.
         */
        get: operations["getSetup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/setup/administrator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the first administrator, with the code that the server printed, and sign in
         * @description Needs no sign-in.
         */
        post: operations["createFirstAdministrator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your API tokens
         * @description For everybody who is signed in.
         */
        get: operations["listTokens"];
        put?: never;
        /**
         * Make an API token with your roles
         * @description For everybody who is signed in.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API token
         * @description For everybody who is signed in.
         */
        delete: operations["deleteToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** Caller */
        Caller: {
            id: string;
            name: string;
            roles: string[];
        };
        /** Connector */
        Connector: {
            id: string;
            type: string;
            typeTitle: string;
            typeIcon: string;
            displayName: string;
            /** @enum {string} */
            state: "incomplete" | "inactive" | "active" | "problematic";
            stateReason: string;
            canSend: boolean;
            /** @description The sender; null while it cannot send. */
            from: {
                name?: string;
                address: string;
            } | null;
            provider: string | null;
            enabled: boolean;
            /** @description milliseconds since 1970 */
            stateAt: number;
            /** @description the ETag */
            version: number;
            /** @description milliseconds since 1970 */
            createdAt: number;
            createdBy: string;
            /** @description milliseconds since 1970 */
            modifiedAt: number;
            modifiedBy: string;
            /** @description A stored secret is answered as {"$secret":"stored"}. */
            settings: Record<string, never>;
            /** @description What is still needed. */
            missing: {
                /** @description JSON pointer */
                path: string;
                message: string;
            }[];
            /** @description milliseconds since 1970 */
            testedAt: number | null;
            /** @description What the last good test learned of the servers. */
            learned: {
                /** @description bytes; 0: no limit known */
                size?: number;
                smtpUtf8?: boolean;
                dsn?: boolean;
                pipelining?: boolean;
                multiAppend?: boolean;
                literalPlus?: boolean;
                sentFolder?: string;
                selfFiling?: boolean;
            };
        };
        /**
         * ConnectorDefinition
         * @description A named data source as a person writes it. Secrets in `settings`: absent keeps the stored one, a text replaces it, null clears it.
         */
        ConnectorDefinition: {
            /** @description A connector type, e.g. email. It cannot be changed later. */
            type: string;
            /** @description Tells connectors apart; unique whatever the case. */
            displayName: string;
            /** @description Id of a provider of the catalogue. */
            provider?: string;
            /** @description false switches the connector off; true where nothing is said. */
            enabled?: boolean;
            /** @description Described by GET connector-types/{type}. */
            settings: Record<string, never>;
        };
        /** ConnectorDefinitions */
        ConnectorDefinitions: {
            connectors: {
                /** @description A connector type, e.g. email. It cannot be changed later. */
                type: string;
                /** @description Tells connectors apart; unique whatever the case. */
                displayName: string;
                /** @description Id of a provider of the catalogue. */
                provider?: string;
                /** @description false switches the connector off; true where nothing is said. */
                enabled?: boolean;
                /** @description Described by GET connector-types/{type}. */
                settings: Record<string, never>;
            }[];
        };
        /**
         * ConnectorList
         * @description A designer gets names, states and senders only.
         */
        ConnectorList: {
            connectors: {
                id: string;
                type: string;
                typeTitle: string;
                typeIcon: string;
                displayName: string;
                /** @enum {string} */
                state: "incomplete" | "inactive" | "active" | "problematic";
                stateReason: string;
                canSend: boolean;
                /** @description The sender; null while it cannot send. */
                from: {
                    name?: string;
                    address: string;
                } | null;
                provider?: string | null;
                enabled?: boolean;
                /** @description milliseconds since 1970 */
                stateAt?: number;
                /** @description the ETag */
                version?: number;
                /** @description milliseconds since 1970 */
                createdAt?: number;
                createdBy?: string;
                /** @description milliseconds since 1970 */
                modifiedAt?: number;
                modifiedBy?: string;
            }[];
        };
        /** ConnectorTest */
        ConnectorTest: {
            /** @description RCPT TO; the connector's own address where nothing is said */
            recipient?: string;
            /** @description Really send one mail and look for it in the inbox */
            sendTestMail?: boolean;
        };
        /** ConnectorTypeDescription */
        ConnectorTypeDescription: {
            type: string;
            title: string;
            description: string;
            icon: string;
            /** @description JSON Schema, draft 2020-12 */
            settingsSchema?: Record<string, never>;
            uiSchema?: Record<string, never>;
        };
        /** ConnectorUses */
        ConnectorUses: {
            /** @description What keeps it from being deleted. */
            uses: string[];
        };
        /**
         * DefaultMailbox
         * @description The mailbox that sends where nothing else is chosen, and the address that gets the replies.
         */
        DefaultMailbox: {
            /** Connector */
            connectorId: string | null;
            /** Display name */
            displayName?: string | null;
            /** @description The organisation's official mailbox: Reply-To of all mail that has none of its own. */
            replyTo?: null | {
                name?: string;
                /** Format: email */
                address: string;
            };
        };
        /** DefaultMailboxSetting */
        DefaultMailboxSetting: {
            /** Connector */
            connectorId: string | null;
            /** Display name */
            displayName: string | null;
            /** @description The organisation's official mailbox: Reply-To of all mail that has none of its own. */
            replyTo: null | {
                name?: string;
                /** Format: email */
                address: string;
            };
            /** @description Milliseconds since 1970; null: never set. The ETag. */
            modifiedAt: number | null;
            modifiedBy: string | null;
        };
        /** Event */
        Event: {
            eventId: string;
            /** @enum {unknown} */
            state: "committed" | "held" | "rolled_back" | "expired";
            /** @description Milliseconds since 1970 */
            createdAt: number;
            /** @description When a held event expires */
            expiresAt: number | null;
            rules: {
                ruleId: string;
                name: string;
                fired: boolean;
                trace: Record<string, never>;
                mails: {
                    id: string;
                    state: string;
                }[];
            }[];
        };
        /**
         * EventInput
         * @description Something happened: either a workflow event (type) or an event of a form (form and event).
         */
        EventInput: {
            type?: string;
            form?: string;
            /** @enum {unknown} */
            event?: "submit" | "save" | "load" | "status_change" | "field_change";
            facts: Record<string, never>;
            /** @description Nothing is sent until POST events/:id/commit. */
            hold?: boolean;
        };
        /** FirstAdministrator */
        FirstAdministrator: {
            /** @description From the link that the server prints when it starts. */
            code: string;
            name: string;
            /** @description Not the name. */
            password: string;
        };
        /** Form */
        Form: {
            id: string;
            name: string;
            /** @description JSON Schema (draft 2020-12) of the facts of this form. */
            schema: Record<string, never>;
            version: number;
            /** @description Milliseconds since 1970 */
            createdAt: number;
            createdBy: string;
            /** @description Milliseconds since 1970 */
            modifiedAt: number;
            modifiedBy: string;
        };
        /** FormInput */
        FormInput: {
            name: string;
            /** @description JSON Schema (draft 2020-12) of the facts of this form. */
            schema: Record<string, never>;
        };
        /** FormInstanceInput */
        FormInstanceInput: {
            /**
             * @default submit
             * @enum {unknown}
             */
            event: "submit" | "save" | "load" | "status_change" | "field_change";
            facts: Record<string, never>;
            hold?: boolean;
        };
        /** FormList */
        FormList: {
            items: {
                id: string;
                name: string;
                /** @description JSON Schema (draft 2020-12) of the facts of this form. */
                schema: Record<string, never>;
                version: number;
                /** @description Milliseconds since 1970 */
                createdAt: number;
                createdBy: string;
                /** @description Milliseconds since 1970 */
                modifiedAt: number;
                modifiedBy: string;
            }[];
        };
        /**
         * GlobalSmtp
         * @description One connector for all mail of the installation.
         */
        GlobalSmtp: {
            /** Enable Global SMTP Main Connector */
            enabled: boolean;
            /**
             * @description force: every mail; fallback: only where a rule names no connector that can send.
             * @default force
             * @enum {unknown}
             */
            mode: "force" | "fallback";
            /** Connector */
            connectorId?: string | null;
            /**
             * Save to Sent Items
             * @description auto: unless the provider files sent mail by itself.
             * @default auto
             * @enum {unknown}
             */
            saveToSent: "auto" | "always" | "never";
        };
        /** GlobalSmtpSetting */
        GlobalSmtpSetting: {
            /** Enable Global SMTP Main Connector */
            enabled: boolean;
            /**
             * @description force: every mail; fallback: only where a rule names no connector that can send.
             * @default force
             * @enum {unknown}
             */
            mode: "force" | "fallback";
            /** Connector */
            connectorId: string | null;
            /**
             * Save to Sent Items
             * @description auto: unless the provider files sent mail by itself.
             * @default auto
             * @enum {unknown}
             */
            saveToSent: "auto" | "always" | "never";
            /** @description Milliseconds since 1970; null: never set. The ETag. */
            modifiedAt: number | null;
            modifiedBy: string | null;
        };
        /** ImportResult */
        ImportResult: {
            created: string[];
            updated: string[];
        };
        /** Me */
        Me: {
            id: string;
            name: string;
            roles: ("administrator" | "manage_data_sources" | "designer" | "payroll_operator" | "approver" | "user")[];
            /**
             * @description Who signs people in: this server, or the host around it.
             * @enum {unknown}
             */
            signIn: "password" | "host";
        };
        /** NewToken */
        NewToken: {
            /** @description What the token is for. */
            name: string;
            /** @description Absent: it does not expire. */
            expiresInDays?: number;
        };
        /** OutboxDecision */
        OutboxDecision: {
            id: string;
            /** @enum {unknown} */
            state: "held" | "queued" | "sending" | "dot_pending" | "accepted" | "uncertain" | "failed" | "cancelled" | "bounced";
            detail: string;
        };
        /** OutboxEntry */
        OutboxEntry: {
            id: string;
            messageId: string;
            connectorId: string | null;
            connectorName: string | null;
            /** @enum {unknown} */
            senderReason: "global_forced" | "rule" | "runtime" | "global_fallback" | "default" | "person" | null;
            /** @description Why this connector sends, in one sentence; null: no sender yet */
            senderReasonText: string | null;
            fromAddress: string;
            subject: string;
            /** @description Bytes; 0: it could not be completed */
            size: number;
            sha256: string | null;
            envelopeFrom: string;
            /** @enum {unknown} */
            sentCopyPolicy: "auto" | "always" | "never";
            smtpUtf8: boolean;
            confidential: boolean;
            /** @enum {unknown} */
            cause: "rule" | "api" | "test" | "resend";
            eventId: string | null;
            ruleId: string | null;
            /** @description null: no rule, or it was deleted */
            ruleName: string | null;
            ruleVersion: number | null;
            /** @description The payroll run that it belongs to */
            runId: string | null;
            /** @description Milliseconds since 1970 */
            createdAt: number;
            delivery: {
                id: string;
                connectorId: string | null;
                /** @enum {unknown} */
                state: "held" | "queued" | "sending" | "dot_pending" | "accepted" | "uncertain" | "failed" | "cancelled" | "bounced";
                /** @enum {unknown} */
                heldReason: "event" | "approval" | "paused" | "send_window" | "connector" | "guard" | "right" | "missing_value" | null;
                detail: string;
                /** @description Milliseconds since 1970 */
                dueAt: number | null;
                /** @description Milliseconds since 1970 */
                deadlineAt: number;
                attempts: number;
                /** @description Looks for proof while uncertain */
                looks: number;
                size: number;
                code: number | null;
                enhanced: string | null;
                /** @description The server's own words */
                response: string | null;
                serverMessageId: string | null;
                /** @description Milliseconds since 1970 */
                createdAt: number;
                /** @description Milliseconds since 1970 */
                acceptedAt: number | null;
                /** @description Milliseconds since 1970 */
                updatedAt: number;
            };
            recipients: {
                deliveryId: string;
                position: number;
                /** @enum {unknown} */
                kind: "to" | "cc" | "bcc";
                name: string | null;
                address: string;
                /** @enum {unknown} */
                state: "pending" | "accepted" | "failed" | "retry" | "bounced";
                code: number | null;
                response: string | null;
            }[];
            attempts: {
                deliveryId: string;
                id: string;
                /** @enum {unknown} */
                kind: "smtp" | "sent_copy" | "look" | "recovery" | "person";
                /** @description Milliseconds since 1970 */
                at: number;
                ms: number;
                verdict: string;
                phase: string | null;
                code: number | null;
                enhanced: string | null;
                /** @description The server's own words */
                response: string | null;
                detail: string | null;
                /** @description Who decided, for what a person did */
                by: string | null;
            }[];
            sentCopy: {
                id: string;
                connectorId: string;
                /** @enum {unknown} */
                state: "pending" | "filing" | "filed" | "filed_by_provider" | "skipped" | "failed";
                detail: string;
                /** @description Milliseconds since 1970 */
                dueAt: number | null;
                attempts: number;
                maybeFiled: boolean;
                folder: string | null;
                uidValidity: string | null;
                uid: string | null;
                /** @description Milliseconds since 1970 */
                updatedAt: number;
            } | null;
            /** @description What the caller may do with it in this state */
            can: {
                retry: boolean;
                cancel: boolean;
                resend: boolean;
                resolve: boolean;
            };
        };
        /** OutboxList */
        OutboxList: {
            items: {
                id: string;
                /** @enum {unknown} */
                state: "held" | "queued" | "sending" | "dot_pending" | "accepted" | "uncertain" | "failed" | "cancelled" | "bounced";
                /** @description Why it is in this state */
                detail: string;
                /** @enum {unknown} */
                heldReason: "event" | "approval" | "paused" | "send_window" | "connector" | "guard" | "right" | "missing_value" | null;
                subject: string;
                from: string;
                /** @description All recipients, Cc and Bcc included */
                to: string[];
                connectorId: string | null;
                connectorName: string | null;
                /** @enum {unknown} */
                senderReason: "global_forced" | "rule" | "runtime" | "global_fallback" | "default" | "person" | null;
                /** @description Why this connector sends, in one sentence; null: no sender yet */
                senderReasonText: string | null;
                /** @enum {unknown} */
                cause: "rule" | "api" | "test" | "resend";
                ruleId: string | null;
                /** @description null: no rule, or it was deleted */
                ruleName: string | null;
                eventId: string | null;
                attempts: number;
                /** @description Milliseconds since 1970 */
                dueAt: number | null;
                /** @enum {unknown} */
                sentCopy: "pending" | "filing" | "filed" | "filed_by_provider" | "skipped" | "failed" | null;
                /** @description Milliseconds since 1970 */
                createdAt: number;
            }[];
            /** @description `before` of the next page; null: this is the last one */
            next: string | null;
        };
        /** OutboxProof */
        OutboxProof: {
            id: string;
            messageId: string;
            sha256: string | null;
            size: number;
            from: string;
            connectorId: string | null;
            /** @enum {unknown} */
            senderReason: "global_forced" | "rule" | "runtime" | "global_fallback" | "default" | "person" | null;
            cause: {
                /** @enum {unknown} */
                kind: "rule" | "api" | "test" | "resend";
                eventId: string | null;
                ruleId: string | null;
                ruleVersion: number | null;
            };
            /** @description Milliseconds since 1970 */
            createdAt: number;
            /** @enum {unknown} */
            state: "held" | "queued" | "sending" | "dot_pending" | "accepted" | "uncertain" | "failed" | "cancelled" | "bounced";
            detail: string;
            /** @description Milliseconds since 1970 */
            acceptedAt: number | null;
            reply: string | null;
            recipients: {
                /** @enum {unknown} */
                kind: "to" | "cc" | "bcc";
                address: string;
                /** @enum {unknown} */
                state: "pending" | "accepted" | "failed" | "retry" | "bounced";
                response: string | null;
            }[];
            sentCopy: {
                /** @enum {unknown} */
                state: "pending" | "filing" | "filed" | "filed_by_provider" | "skipped" | "failed";
                folder: string | null;
                uidValidity: string | null;
                uid: string | null;
            } | null;
            history: {
                id: string;
                /** @enum {unknown} */
                kind: "smtp" | "sent_copy" | "look" | "recovery" | "person";
                /** @description Milliseconds since 1970 */
                at: number;
                ms: number;
                verdict: string;
                phase: string | null;
                code: number | null;
                enhanced: string | null;
                /** @description The server's own words */
                response: string | null;
                detail: string | null;
                /** @description Who decided, for what a person did */
                by: string | null;
            }[];
            /** @description Records are written since then; of what happened before there are none */
            recordsSince: number;
            records: {
                /** @description Place in the chain of the installation; null: it is linked in a moment */
                seq: number | null;
                /** @description Place among the records of this e-mail */
                nth: number | null;
                /** @enum {unknown} */
                kind: "begin" | "created" | "marker" | "reply" | "copy" | "copy_read" | "look" | "recovery" | "ended" | "decision" | "run" | "purge";
                /** @description Milliseconds since 1970 */
                at: number;
                /** @description Digests, replies, decisions; never a subject, a body or an attachment */
                data: Record<string, never>;
                /** @description Hash of the record before it in the chain of the installation */
                previous: string | null;
                /** @description Hash of the record before it of this e-mail */
                previousOfSubject: string | null;
                /** @description SHA-256; null: it is linked in a moment */
                hash: string | null;
            }[];
        };
        /** OutboxResent */
        OutboxResent: {
            id: string;
        };
        /** Problem */
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            status: number;
            /** @description One sentence: what is wrong and what to do. */
            detail: string;
            /** @description Stable; branch on this. */
            code: string;
            /** @description The same request may succeed later. */
            retryable: boolean;
            /** @description The log has the details under this id. */
            requestId: string;
            errors?: {
                /** @description JSON pointer into the body (RFC 6901), or ?name for a query parameter. */
                path: string;
                message: string;
                /** @description Of a template, from 1 */
                line?: number;
                /** @description Of a template, from 1 */
                column?: number;
            }[];
            details?: Record<string, never>;
        };
        /** ProofKey */
        ProofKey: {
            /** @description RFC 7638 thumbprint; for `mailrule proof verify --key` */
            fingerprint: string;
            /** @description The public key as a JWK (RFC 8037) */
            key: {
                /** @constant */
                kty: "OKP";
                /** @constant */
                crv: "Ed25519";
                x: string;
            };
            /** @description Milliseconds since 1970; of what happened before there are no records */
            recordsSince: number;
        };
        /**
         * Provider
         * @description What is known of an e-mail provider, to fill in a connector's details.
         */
        Provider: {
            id: string;
            label: string;
            /** @description Domains of addresses; a leading '*.' stands for any subdomain, a trailing '.*' for any ending. */
            domains: string[];
            /** @description Endings of the mail exchangers of other domains this provider serves. */
            mx: string[];
            imap?: {
                host: string;
                port: number;
                /** @enum {unknown} */
                security: "implicit" | "starttls" | "none";
                /**
                 * @description What the user name is: the whole address, the part before @, or something typed.
                 * @enum {unknown}
                 */
                login: "address" | "local_part" | "typed";
            };
            smtp: {
                host: string;
                port: number;
                /** @enum {unknown} */
                security: "implicit" | "starttls" | "none";
                /**
                 * @description What the user name is: the whole address, the part before @, or something typed.
                 * @enum {unknown}
                 */
                login: "address" | "local_part" | "typed";
            };
            smtpAlternatives?: {
                port: number;
                /** @enum {unknown} */
                security: "implicit" | "starttls" | "none";
            }[];
            /** @description Names in braces in a host, and the values they may have. */
            placeholders?: {
                [key: string]: string[];
            };
            auth: ("password" | "app_password" | "oauth2" | "none")[];
            /** @description What to type as user name and password where it is not the address and its password. */
            loginHelp?: string;
            /** @description Usual name of Sent Items; the server may announce another. */
            sentFolder?: string;
            /**
             * @description server: the provider files sent mail by itself; client: it never does; detect: look before filing.
             * @enum {unknown}
             */
            sentCopy: "server" | "client" | "detect";
            limits?: {
                connections?: number;
                messagesPerMinute?: number;
                recipientsPerDay?: number;
            };
            /** Format: uri */
            help?: string;
            notes?: string;
        };
        /** ProviderFinding */
        ProviderFinding: {
            /** @enum {string} */
            foundBy: "domain" | "mx" | "srv" | "nothing";
            domain: string;
            /**
             * Provider
             * @description What is known of an e-mail provider, to fill in a connector's details.
             */
            provider?: {
                id: string;
                label: string;
                /** @description Domains of addresses; a leading '*.' stands for any subdomain, a trailing '.*' for any ending. */
                domains: string[];
                /** @description Endings of the mail exchangers of other domains this provider serves. */
                mx: string[];
                imap?: {
                    host: string;
                    port: number;
                    /** @enum {unknown} */
                    security: "implicit" | "starttls" | "none";
                    /**
                     * @description What the user name is: the whole address, the part before @, or something typed.
                     * @enum {unknown}
                     */
                    login: "address" | "local_part" | "typed";
                };
                smtp: {
                    host: string;
                    port: number;
                    /** @enum {unknown} */
                    security: "implicit" | "starttls" | "none";
                    /**
                     * @description What the user name is: the whole address, the part before @, or something typed.
                     * @enum {unknown}
                     */
                    login: "address" | "local_part" | "typed";
                };
                smtpAlternatives?: {
                    port: number;
                    /** @enum {unknown} */
                    security: "implicit" | "starttls" | "none";
                }[];
                /** @description Names in braces in a host, and the values they may have. */
                placeholders?: {
                    [key: string]: string[];
                };
                auth: ("password" | "app_password" | "oauth2" | "none")[];
                /** @description What to type as user name and password where it is not the address and its password. */
                loginHelp?: string;
                /** @description Usual name of Sent Items; the server may announce another. */
                sentFolder?: string;
                /**
                 * @description server: the provider files sent mail by itself; client: it never does; detect: look before filing.
                 * @enum {unknown}
                 */
                sentCopy: "server" | "client" | "detect";
                limits?: {
                    connections?: number;
                    messagesPerMinute?: number;
                    recipientsPerDay?: number;
                };
                /** Format: uri */
                help?: string;
                notes?: string;
            };
            imap?: Record<string, never>;
            smtp?: Record<string, never>;
            message?: string;
        };
        /** Rule */
        Rule: {
            id: string;
            position: number;
            name: string;
            trigger: components["schemas"]["Rule.trigger"];
            /** @description json-rules-engine conditions; empty: always. */
            conditions: Record<string, never>;
            actions: components["schemas"]["Rule.action"][];
            /** @default true */
            enabled: boolean;
            version: number;
            /** @description Milliseconds since 1970 */
            createdAt: number;
            createdBy: string;
            /** @description Milliseconds since 1970 */
            modifiedAt: number;
            modifiedBy: string;
        };
        "Rule.action": {
            action: string;
            params: Record<string, never>;
        };
        "Rule.trigger": {
            /** @constant */
            kind: "form";
            /** @description Id of the form */
            form: string;
            /** @enum {unknown} */
            event: "submit" | "save" | "load" | "status_change" | "field_change";
        } | {
            /** @constant */
            kind: "workflow";
            event: string;
            /** @description Form whose schema the facts must fit */
            form?: string;
        };
        /** RuleActivity */
        RuleActivity: {
            items: {
                ruleId: string;
                /** @description Milliseconds since 1970 */
                lastSentAt: number | null;
                /** @description Stops at 10000 */
                sent7d: number;
                /** @description Stops at 10000 */
                failed7d: number;
            }[];
        };
        /** RuleFields */
        RuleFields: {
            fields: {
                /** @description As a template writes it: employee.email */
                name: string;
                /** @description As a condition names it, with `path` */
                fact: string;
                /** @description Absent for a whole fact */
                path?: string;
                label: string;
                /** @description The object it stands in, or the form */
                group: string;
                /** @enum {unknown} */
                type: "text" | "number" | "boolean" | "date" | "choice" | "list" | "rows" | "file" | "object";
                choices?: {
                    value: string | number | boolean | null;
                    label: string;
                }[];
                /** @description Of rows: what stands in each */
                columns?: {
                    name: string;
                    label: string;
                    /** @enum {unknown} */
                    type: "text" | "number" | "boolean" | "date" | "choice" | "list" | "rows" | "file" | "object";
                }[];
                /** @description From the newest record that has it, shortened; of rows their number; null: empty */
                sample: string | number | boolean | null;
            }[];
            /** @description The newest records, newest first. Files in them are stand-ins: their content is not kept. */
            samples: {
                /** @description Id of the event */
                id: string;
                label: string;
                facts: Record<string, never>;
                /** @description Milliseconds since 1970 */
                at: number;
            }[];
            /** @description Facts made from the schema, for a form without records */
            example: Record<string, never>;
        };
        /** RuleFindings */
        RuleFindings: {
            findings: {
                /** @enum {unknown} */
                level?: "error" | "warning";
                /** @description JSON pointer into the rule */
                path: string;
                message: string;
                code?: string;
                /** @description Nothing is wrong, only not filled in yet */
                incomplete?: boolean;
                /** @description Of a template, from 1 */
                line?: number;
                /** @description Of a template, from 1 */
                column?: number;
            }[];
        };
        /**
         * RuleInput
         * @description What a rule is made of: when it looks, under which conditions it fires, and what it does.
         */
        RuleInput: {
            name: string;
            trigger: components["schemas"]["RuleInput.trigger"];
            /** @description json-rules-engine conditions; empty: always. */
            conditions?: Record<string, never>;
            actions: components["schemas"]["RuleInput.action"][];
            /** @default true */
            enabled: boolean;
        };
        "RuleInput.action": {
            action: string;
            params: Record<string, never>;
        };
        "RuleInput.trigger": {
            /** @constant */
            kind: "form";
            /** @description Id of the form */
            form: string;
            /** @enum {unknown} */
            event: "submit" | "save" | "load" | "status_change" | "field_change";
        } | {
            /** @constant */
            kind: "workflow";
            event: string;
            /** @description Form whose schema the facts must fit */
            form?: string;
        };
        /** RuleList */
        RuleList: {
            items: {
                id: string;
                position: number;
                name: string;
                trigger: components["schemas"]["RuleList.trigger"];
                /** @description json-rules-engine conditions; empty: always. */
                conditions: Record<string, never>;
                actions: components["schemas"]["RuleList.action"][];
                /** @default true */
                enabled: boolean;
                version: number;
                /** @description Milliseconds since 1970 */
                createdAt: number;
                createdBy: string;
                /** @description Milliseconds since 1970 */
                modifiedAt: number;
                modifiedBy: string;
            }[];
        };
        "RuleList.action": {
            action: string;
            params: Record<string, never>;
        };
        "RuleList.trigger": {
            /** @constant */
            kind: "form";
            /** @description Id of the form */
            form: string;
            /** @enum {unknown} */
            event: "submit" | "save" | "load" | "status_change" | "field_change";
        } | {
            /** @constant */
            kind: "workflow";
            event: string;
            /** @description Form whose schema the facts must fit */
            form?: string;
        };
        /** RuleOrderInput */
        RuleOrderInput: {
            /** @description All rules of one trigger, in the order in which they run. */
            ids: string[];
        };
        /** RulePreview */
        RulePreview: {
            /** @description null: the conditions are not complete, see the warnings */
            fires: boolean | null;
            trace: components["schemas"]["RulePreview.trace"] | null;
            mails: {
                /** @description Which action of the rule makes it, from 0 */
                action: number;
                /** @description null: nobody can send it */
                sender: {
                    connectorId: string;
                    connectorName: string;
                    /** @enum {unknown} */
                    reason: "global_forced" | "rule" | "runtime" | "global_fallback" | "default" | "person";
                    /** @description The reason in one sentence */
                    reasonText: string;
                } | null;
                from: {
                    name?: string;
                    address: string;
                } | null;
                to: {
                    name?: string;
                    address: string;
                }[];
                cc: {
                    name?: string;
                    address: string;
                }[];
                bcc: {
                    name?: string;
                    address: string;
                }[];
                replyTo: {
                    name?: string;
                    address: string;
                }[];
                subject: string;
                html: string | null;
                text: string | null;
                attachments: {
                    filename: string;
                    contentType: string;
                    /** @description Bytes */
                    size: number;
                }[];
                /** @enum {unknown} */
                importance: "low" | "normal" | "high";
                /** @enum {unknown} */
                sentCopy: "auto" | "always" | "never" | null;
                /** @description Why it would wait instead of being sent */
                held: {
                    /** @enum {unknown} */
                    reason: "event" | "approval" | "send_window" | "connector" | "guard" | "right" | "missing_value";
                    detail: string;
                } | null;
                /** @description Path below /api of a page with the HTML body; null without one */
                frame: string | null;
            }[];
            warnings: {
                /** @enum {unknown} */
                level?: "error" | "warning";
                /** @description JSON pointer into the rule */
                path: string;
                message: string;
                code?: string;
                /** @description Nothing is wrong, only not filled in yet */
                incomplete?: boolean;
                /** @description Of a template, from 1 */
                line?: number;
                /** @description Of a template, from 1 */
                column?: number;
            }[];
        };
        "RulePreview.trace": {
            /** @constant */
            kind: "always";
            /** @constant */
            result: true;
        } | {
            /** @enum {unknown} */
            kind: "all" | "any" | "not";
            result: boolean;
            children: components["schemas"]["RulePreview.trace"][];
        } | {
            /** @constant */
            kind: "comparison";
            fact: string;
            path?: string;
            operator: string;
            /** @description As written: a value, or the other field */
            expected: unknown;
            /** @description What it was, where it is another field */
            expectedSeen?: unknown;
            /** @description The value of the fact */
            seen: unknown;
            result: boolean;
        };
        /**
         * RulePreviewInput
         * @description A rule as it stands in the editor, or the id of a stored one, and the facts to try it with. With both, the rule counts.
         */
        RulePreviewInput: {
            /** @description As for POST rules, but anything may still be missing. */
            rule?: {
                name?: string;
                trigger?: {
                    [key: string]: unknown;
                };
                conditions?: {
                    [key: string]: unknown;
                };
                actions?: {
                    action?: string;
                    params?: {
                        [key: string]: unknown;
                    };
                }[];
                enabled?: boolean;
            };
            ruleId?: string;
            facts: {
                [key: string]: unknown;
            };
        };
        /** RuleTestInput */
        RuleTestInput: {
            facts: {
                [key: string]: unknown;
            };
            /** @description Who gets the test mail instead of the recipients */
            to: string;
        };
        /**
         * RuleTestToMeInput
         * @description A rule as it stands in the editor, or the id of a stored one, and the facts to try it with. With both, the rule counts.
         */
        RuleTestToMeInput: {
            /** @description As for POST rules, but anything may still be missing. */
            rule?: {
                name?: string;
                trigger?: {
                    [key: string]: unknown;
                };
                conditions?: {
                    [key: string]: unknown;
                };
                actions?: {
                    action?: string;
                    params?: {
                        [key: string]: unknown;
                    };
                }[];
                enabled?: boolean;
            };
            ruleId?: string;
            facts: {
                [key: string]: unknown;
            };
            /** @description Who gets the test mail instead of the recipients */
            to: string;
        };
        /** Run */
        Run: {
            id: string;
            name: string;
            period: string;
            /** @enum {unknown} */
            state: "draft" | "planning" | "planned" | "approved" | "released" | "sending" | "paused" | "stopped" | "finished" | "cancelled";
            stateReason: string;
            /** @description The ETag */
            version: number;
            /** @description Milliseconds since 1970 */
            createdAt: number;
            createdBy: string;
            /** @description Milliseconds since 1970 */
            finishedAt: number | null;
            /** @description rows = waiting + planned + problems + leftOut */
            counts: {
                rows: number;
                /** @description Not planned yet */
                waiting: number;
                planned: number;
                problems: number;
                leftOut: number;
                /** @description Of those left out: the same was sent before */
                alreadySent: number;
                /** @description Of those planned: they correct an earlier e-mail */
                replacements: number;
                /** @description The e-mails of the planned rows, by the state of their delivery */
                mails: {
                    held: number;
                    queued: number;
                    sending: number;
                    accepted: number;
                    uncertain: number;
                    failed: number;
                    cancelled: number;
                    bounced: number;
                };
            };
            ruleId: string;
            /** @description As it was planned */
            ruleVersion: number | null;
            /** @description All choices, defaults included */
            options: Record<string, never>;
            files: {
                id: string;
                /** @enum {unknown} */
                kind: "rows" | "documents";
                name: string;
                /** @description Bytes */
                size: number;
                sha256: string;
                /** @enum {unknown} */
                state: "uploading" | "stored" | "read";
            }[];
            documents: {
                total: number;
                /** @description No row has them */
                unused: number;
            };
            problems: {
                /** @enum {unknown} */
                kind: "row" | "no_owner" | "same_owner" | "no_address" | "invalid_address" | "same_address" | "no_document" | "two_documents" | "document_of_two_owners" | "document_of_another" | "document_empty" | "document_encrypted" | "document_unreadable" | "number_not_in_document" | "too_big" | "missing_value" | "invalid_value" | "password" | "recipient_not_owner" | "from_not_allowed" | "connector" | "not_one_mail" | "rule_not_fired" | "other_run";
                title: string;
                rows: number;
            }[];
            plan: {
                /** @description Over all e-mails of the plan: what is approved */
                hash: string | null;
                /** @description Milliseconds since 1970 */
                at: number | null;
                /** @description While it is planned: rows, documents, matching or composing */
                step: string | null;
                done: number;
                total: number | null;
            };
            approval: {
                hash: string | null;
                /** @description Milliseconds since 1970 */
                at: number | null;
                by: string | null;
            };
            release: {
                /** @description Milliseconds since 1970 */
                at: number | null;
                by: string | null;
                /** @description Milliseconds since 1970 */
                notBefore: number | null;
            };
            /** RunExpected */
            expected: {
                /** @description For what is still to be sent, at the limits of the connectors; null: no limits */
                ms: number | null;
                connectors: {
                    connectorId: string;
                    displayName: string;
                    mails: number;
                    messagesPerMinute: number | null;
                    recipientsPerDay: number | null;
                    ms: number | null;
                }[];
            };
            rules: {
                fourEyes: boolean;
                stopAfterFailures: number;
            };
            /** @description What its state allows; rights and four eyes count besides */
            can: {
                upload: boolean;
                plan: boolean;
                stopPlan: boolean;
                fix: boolean;
                approve: boolean;
                release: boolean;
                pause: boolean;
                resume: boolean;
                cancel: boolean;
                retryFailed: boolean;
            };
        };
        /** RunDocumentList */
        RunDocumentList: {
            items: {
                id: string;
                name: string;
                owner: string | null;
                size: number;
                sha256: string;
                problem: string | null;
                used: boolean;
            }[];
            /** @description `after` of the next page */
            next: string | null;
        };
        /** RunFile */
        RunFile: {
            id: string;
            /** @enum {unknown} */
            kind: "rows" | "documents";
            name: string;
            /** @description Bytes */
            size: number;
            sha256: string;
            /** @enum {unknown} */
            state: "uploading" | "stored" | "read";
        };
        /**
         * RunInput
         * @description A payroll run: one e-mail for each row of a file.
         */
        RunInput: {
            name: string;
            /** @description What the run is for, for example 2026-11. Within one period and rule nobody gets the same data twice. */
            period: string;
            /** @description Id of a Send email rule. */
            rule?: string;
            /** @description Instead of rule: id of a form with exactly one Send email rule. */
            form?: string;
            options?: components["schemas"]["RunInput.runOptions"];
        };
        "RunInput.runDocuments": {
            /**
             * @description none: no documents. name: by a pattern for the file name. column: a column names the file. marker: PDFs of all persons are split.
             * @enum {unknown}
             */
            by: "none" | "name" | "column" | "marker";
            /** @description For name: a template, for example {{employeeId}}.pdf. For marker: an expression whose first group is the number. */
            pattern?: string;
            /** @description For marker: the words right before the number, for example Employee no. */
            text?: string;
            column?: string;
        };
        "RunInput.runOptions": {
            /** @description Column with the number of the person. Default: employeeId */
            ownerField?: string;
            /** @description Column with the person's registered address. Default: email */
            addressField?: string;
            /** @description Default true: a document goes to its owner only, and no other sender takes over. */
            confidential?: boolean;
            /** @description Addresses that may be a recipient of every e-mail beside its owner, for example an archive. */
            permitted?: string[];
            documents?: components["schemas"]["RunInput.runDocuments"];
            /** @description The field by which the rule names the document. Default: document. A rule that does not name it gets it as an attachment. */
            documentField?: string;
            /** @description The person's number must stand in the text of the PDF. */
            numberCheck?: boolean;
            password?: {
                /** @description Template over the row: the PDF is encrypted with what it makes. The value is never stored. */
                pattern: string;
                /** @description Stands in the e-mail and tells the person what the password is made of. */
                hint: string;
            };
            /** @description IANA name. Default: UTC */
            timeZone?: string;
            window?: {
                from: string;
                to: string;
                /** @description 1 is Monday. Absent: every day. */
                days?: number[];
            };
            /** @description Stands before the subject of an e-mail that corrects an earlier one. Default: Corrected: */
            replacementMark?: string;
        };
        /** RunItem */
        RunItem: {
            id: string;
            /** @description The place among the rows: `after` of the next page */
            seq: number;
            /** @description In the uploaded file */
            line: number;
            owner: string;
            address: string;
            facts: Record<string, never>;
            /** @enum {unknown} */
            state: "waiting" | "planned" | "problem" | "left_out";
            version: number;
            document: {
                id: string;
                name: string;
                size: number;
                sha256: string;
                chosen: boolean;
            } | null;
            problems: {
                /** @enum {unknown} */
                kind: "row" | "no_owner" | "same_owner" | "no_address" | "invalid_address" | "same_address" | "no_document" | "two_documents" | "document_of_two_owners" | "document_of_another" | "document_empty" | "document_encrypted" | "document_unreadable" | "number_not_in_document" | "too_big" | "missing_value" | "invalid_value" | "password" | "recipient_not_owner" | "from_not_allowed" | "connector" | "not_one_mail" | "rule_not_fired" | "other_run";
                message: string;
            }[];
            leftOut: {
                /** @enum {unknown} */
                kind: "person" | "already_sent";
                reason: string;
                by: string | null;
            } | null;
            mail: {
                /** @description In the outbox */
                id: string;
                state: string;
                detail: string;
                subject: string;
                sha256: string | null;
                messageId: string;
                response: string | null;
                /** @description Milliseconds since 1970 */
                acceptedAt: number | null;
                sentCopy: string | null;
                connectorName: string | null;
            } | null;
            /** @description The e-mail that this one corrects */
            replaces: string | null;
            /** @description Waits for a second person */
            redirect: {
                to: string;
                reason: string;
                by: string;
                /** @description Milliseconds since 1970 */
                at: number;
            } | null;
        };
        /**
         * RunItemInput
         * @description What is corrected about one row. What is absent stays.
         */
        RunItemInput: {
            /** @description Single facts of the row; the others stay. */
            facts?: {
                [key: string]: unknown;
            };
            /** @description The registered address. */
            address?: string;
            /** @description Id of a document of this run; null: matched again. */
            document?: string | null;
        };
        /** RunItemList */
        RunItemList: {
            items: {
                id: string;
                /** @description The place among the rows: `after` of the next page */
                seq: number;
                /** @description In the uploaded file */
                line: number;
                owner: string;
                address: string;
                facts: Record<string, never>;
                /** @enum {unknown} */
                state: "waiting" | "planned" | "problem" | "left_out";
                version: number;
                document: {
                    id: string;
                    name: string;
                    size: number;
                    sha256: string;
                    chosen: boolean;
                } | null;
                problems: {
                    /** @enum {unknown} */
                    kind: "row" | "no_owner" | "same_owner" | "no_address" | "invalid_address" | "same_address" | "no_document" | "two_documents" | "document_of_two_owners" | "document_of_another" | "document_empty" | "document_encrypted" | "document_unreadable" | "number_not_in_document" | "too_big" | "missing_value" | "invalid_value" | "password" | "recipient_not_owner" | "from_not_allowed" | "connector" | "not_one_mail" | "rule_not_fired" | "other_run";
                    message: string;
                }[];
                leftOut: {
                    /** @enum {unknown} */
                    kind: "person" | "already_sent";
                    reason: string;
                    by: string | null;
                } | null;
                mail: {
                    /** @description In the outbox */
                    id: string;
                    state: string;
                    detail: string;
                    subject: string;
                    sha256: string | null;
                    messageId: string;
                    response: string | null;
                    /** @description Milliseconds since 1970 */
                    acceptedAt: number | null;
                    sentCopy: string | null;
                    connectorName: string | null;
                } | null;
                /** @description The e-mail that this one corrects */
                replaces: string | null;
                /** @description Waits for a second person */
                redirect: {
                    to: string;
                    reason: string;
                    by: string;
                    /** @description Milliseconds since 1970 */
                    at: number;
                } | null;
            }[];
            /** @description `after` of the next page */
            next: number | null;
        };
        /** RunLeaveOutInput */
        RunLeaveOutInput: {
            ids?: string[];
            /** @description All rows that have this problem. */
            problem?: string;
            reason: string;
        } & (unknown | unknown);
        /** RunLeftOut */
        RunLeftOut: {
            leftOut: number;
            /** Run */
            run: {
                id: string;
                name: string;
                period: string;
                /** @enum {unknown} */
                state: "draft" | "planning" | "planned" | "approved" | "released" | "sending" | "paused" | "stopped" | "finished" | "cancelled";
                stateReason: string;
                /** @description The ETag */
                version: number;
                /** @description Milliseconds since 1970 */
                createdAt: number;
                createdBy: string;
                /** @description Milliseconds since 1970 */
                finishedAt: number | null;
                /** @description rows = waiting + planned + problems + leftOut */
                counts: {
                    rows: number;
                    /** @description Not planned yet */
                    waiting: number;
                    planned: number;
                    problems: number;
                    leftOut: number;
                    /** @description Of those left out: the same was sent before */
                    alreadySent: number;
                    /** @description Of those planned: they correct an earlier e-mail */
                    replacements: number;
                    /** @description The e-mails of the planned rows, by the state of their delivery */
                    mails: {
                        held: number;
                        queued: number;
                        sending: number;
                        accepted: number;
                        uncertain: number;
                        failed: number;
                        cancelled: number;
                        bounced: number;
                    };
                };
                ruleId: string;
                /** @description As it was planned */
                ruleVersion: number | null;
                /** @description All choices, defaults included */
                options: Record<string, never>;
                files: {
                    id: string;
                    /** @enum {unknown} */
                    kind: "rows" | "documents";
                    name: string;
                    /** @description Bytes */
                    size: number;
                    sha256: string;
                    /** @enum {unknown} */
                    state: "uploading" | "stored" | "read";
                }[];
                documents: {
                    total: number;
                    /** @description No row has them */
                    unused: number;
                };
                problems: {
                    /** @enum {unknown} */
                    kind: "row" | "no_owner" | "same_owner" | "no_address" | "invalid_address" | "same_address" | "no_document" | "two_documents" | "document_of_two_owners" | "document_of_another" | "document_empty" | "document_encrypted" | "document_unreadable" | "number_not_in_document" | "too_big" | "missing_value" | "invalid_value" | "password" | "recipient_not_owner" | "from_not_allowed" | "connector" | "not_one_mail" | "rule_not_fired" | "other_run";
                    title: string;
                    rows: number;
                }[];
                plan: {
                    /** @description Over all e-mails of the plan: what is approved */
                    hash: string | null;
                    /** @description Milliseconds since 1970 */
                    at: number | null;
                    /** @description While it is planned: rows, documents, matching or composing */
                    step: string | null;
                    done: number;
                    total: number | null;
                };
                approval: {
                    hash: string | null;
                    /** @description Milliseconds since 1970 */
                    at: number | null;
                    by: string | null;
                };
                release: {
                    /** @description Milliseconds since 1970 */
                    at: number | null;
                    by: string | null;
                    /** @description Milliseconds since 1970 */
                    notBefore: number | null;
                };
                /** RunExpected */
                expected: {
                    /** @description For what is still to be sent, at the limits of the connectors; null: no limits */
                    ms: number | null;
                    connectors: {
                        connectorId: string;
                        displayName: string;
                        mails: number;
                        messagesPerMinute: number | null;
                        recipientsPerDay: number | null;
                        ms: number | null;
                    }[];
                };
                rules: {
                    fourEyes: boolean;
                    stopAfterFailures: number;
                };
                /** @description What its state allows; rights and four eyes count besides */
                can: {
                    upload: boolean;
                    plan: boolean;
                    stopPlan: boolean;
                    fix: boolean;
                    approve: boolean;
                    release: boolean;
                    pause: boolean;
                    resume: boolean;
                    cancel: boolean;
                    retryFailed: boolean;
                };
            };
        };
        /** RunList */
        RunList: {
            items: {
                id: string;
                name: string;
                period: string;
                /** @enum {unknown} */
                state: "draft" | "planning" | "planned" | "approved" | "released" | "sending" | "paused" | "stopped" | "finished" | "cancelled";
                stateReason: string;
                /** @description The ETag */
                version: number;
                /** @description Milliseconds since 1970 */
                createdAt: number;
                createdBy: string;
                /** @description Milliseconds since 1970 */
                finishedAt: number | null;
                /** @description rows = waiting + planned + problems + leftOut */
                counts: {
                    rows: number;
                    /** @description Not planned yet */
                    waiting: number;
                    planned: number;
                    problems: number;
                    leftOut: number;
                    /** @description Of those left out: the same was sent before */
                    alreadySent: number;
                    /** @description Of those planned: they correct an earlier e-mail */
                    replacements: number;
                    /** @description The e-mails of the planned rows, by the state of their delivery */
                    mails: {
                        held: number;
                        queued: number;
                        sending: number;
                        accepted: number;
                        uncertain: number;
                        failed: number;
                        cancelled: number;
                        bounced: number;
                    };
                };
            }[];
            /** @description `before` of the next page; null: this is the last one */
            next: string | null;
        };
        /** RunReleaseInput */
        RunReleaseInput: {
            /** @description By the clock of the run's time zone, for example 2026-11-27T08:00. Absent: now. */
            at?: string;
        };
        /** RunRowMail */
        RunRowMail: {
            id: string;
            state: string;
        };
        /** RunSettings */
        RunSettings: {
            /** @description Who made or changed a run cannot approve it. */
            fourEyes: boolean;
            /** @description A run stops by itself after so many failures in a row. */
            stopAfterFailures: number;
        };
        /** RunSettingsSetting */
        RunSettingsSetting: {
            /** @description Who made or changed a run cannot approve it. */
            fourEyes: boolean;
            /** @description A run stops by itself after so many failures in a row. */
            stopAfterFailures: number;
            /** @description Milliseconds since 1970; null: never set. The ETag. */
            modifiedAt: number | null;
            modifiedBy: string | null;
        };
        /** Sandbox */
        Sandbox: {
            /**
             * @description Unavailable: in production.
             * @enum {unknown}
             */
            state: "unavailable" | "available" | "running";
            /** @description Why it does not run although it was started once. */
            reason: string | null;
            /** @description On 127.0.0.1, without TLS; null while it does not run. */
            smtpPort: number | null;
            imapPort: number | null;
            /** @description Addresses, and names to sign in with. */
            addresses: string[];
            /** @description Of each of them. */
            password: string;
        };
        /** SandboxMessages */
        SandboxMessages: {
            items: {
                id: string;
                /** @description Whose mailbox. */
                address: string;
                folder: string;
                from: string;
                subject: string;
                /** @description Milliseconds since 1970 */
                receivedAt: number;
                /** @description In bytes */
                size: number;
            }[];
        };
        /** Setup */
        Setup: {
            /** @description There are no users yet. */
            needed: boolean;
            /**
             * @description The mail server for trying out.
             * @enum {unknown}
             */
            sandbox: "unavailable" | "available" | "running";
        };
        /** SignIn */
        SignIn: {
            name: string;
            password: string;
        };
        /** StoredFile */
        StoredFile: {
            id: string;
            name: string;
            contentType: string;
            /** @description Bytes */
            size: number;
            sha256: string;
            /** @description Milliseconds since 1970 */
            createdAt: number;
        };
        /** TestMail */
        TestMail: {
            recipient?: string;
        };
        /** TestMails */
        TestMails: {
            mails: {
                id: string;
                state: string;
            }[];
            /** @description Who gets them */
            to: string;
        };
        /** TestReport */
        TestReport: {
            ok: boolean;
            summary: string;
            steps: {
                id: string;
                label: string;
                /** @description null: not tried */
                ok: boolean | null;
                ms: number;
                code?: string;
                /** @description the server's own words */
                server?: string;
                detail?: string;
                /** @description what to do */
                fix?: string;
                /** @description values that would mend it */
                suggestion?: {
                    label: string;
                    values: {
                        /** @description JSON pointer into the settings */
                        path: string;
                        value: string | number | boolean;
                    }[];
                };
            }[];
            /** @description What the last good test learned of the servers. */
            learned: {
                /** @description bytes; 0: no limit known */
                size?: number;
                smtpUtf8?: boolean;
                dsn?: boolean;
                pipelining?: boolean;
                multiAppend?: boolean;
                literalPlus?: boolean;
                sentFolder?: string;
                selfFiling?: boolean;
            };
            /** @description ties the result to exactly the tested values */
            hash: string;
            /** @description milliseconds since 1970 */
            testedAt: number;
        };
        /** UnsavedConnectorTest */
        UnsavedConnectorTest: {
            /** @description of the saved connector: its secrets are used where untouched */
            id?: string;
            type: string;
            settings: Record<string, never>;
            /** @description RCPT TO; the connector's own address where nothing is said */
            recipient?: string;
            /** @description Really send one mail and look for it in the inbox */
            sendTestMail?: boolean;
        };
    };
    responses: {
        /** @description A problem (RFC 9457) */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listConnectorTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The types */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        types?: {
                            type: string;
                            title: string;
                            description: string;
                            icon: string;
                            /** @description JSON Schema, draft 2020-12 */
                            settingsSchema?: Record<string, never>;
                            uiSchema?: Record<string, never>;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readConnectorType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The type */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectorTypeDescription"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listConnectors: {
        parameters: {
            query?: {
                /** @description Part of the display name or of the type */
                search?: string;
                /** @description Only connectors in this state */
                state?: "incomplete" | "inactive" | "active" | "problematic";
                /** @description Only connectors of this type */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connectors by display name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectorList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createConnector: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectorDefinition"];
            };
        };
        responses: {
            /** @description The connector */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connector"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readConnector: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connector */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connector"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateConnector: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed it since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectorDefinition"];
            };
        };
        responses: {
            /** @description The connector */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connector"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteConnector: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed it since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    disableConnector: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed it since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connector */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connector"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    enableConnector: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed it since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connector */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connector"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    testConnector: {
        parameters: {
            query?: {
                /** @description true: one JSON line per step as it ends ({"step":…}), then {"report":…} (application/x-ndjson) */
                stream?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectorTest"];
            };
        };
        responses: {
            /** @description How each step went; a failed connection is an answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    sendTestMail: {
        parameters: {
            query?: {
                /** @description true: one JSON line per step as it ends ({"step":…}), then {"report":…} (application/x-ndjson) */
                stream?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestMail"];
            };
        };
        responses: {
            /** @description How each step went; a failed connection is an answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listConnectorUses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As a person would say it; empty: it may go */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectorUses"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportConnectors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Definitions that can be imported */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectorDefinitions"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    importConnectors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectorDefinitions"];
            };
        };
        responses: {
            /** @description What was done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportResult"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    testUnsavedConnector: {
        parameters: {
            query?: {
                /** @description true: one JSON line per step as it ends ({"step":…}), then {"report":…} (application/x-ndjson) */
                stream?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnsavedConnectorTest"];
            };
        };
        responses: {
            /** @description How each step went; a failed connection is an answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postEvent: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and content again: the first answer again. Other content: 409. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventInput"];
            };
        };
        responses: {
            /** @description What every rule decided, and its mails */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event, without its facts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    commitEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rollbackEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    uploadFile: {
        parameters: {
            query?: {
                /** @description File name */
                name?: string;
                /** @description Media type; default application/octet-stream */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "*/*": string;
            };
        };
        responses: {
            /** @description The stored file */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredFile"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes, always as a download */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listForms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The forms by name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createForm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FormInput"];
            };
        };
        responses: {
            /** @description The form */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Form"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getForm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The form */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Form"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeForm: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed it since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FormInput"];
            };
        };
        responses: {
            /** @description The form as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Form"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteForm: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed it since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    submitForm: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and content again: the first answer again. Other content: 409. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FormInstanceInput"];
            };
        };
        responses: {
            /** @description What every rule decided, and its mails */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    watchLive: {
        parameters: {
            query?: {
                /** @description What to watch: connectors, outbox, rules, settings; several separated by commas */
                topics?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description text/event-stream. Each topic is an event of its name: all of it first, then whenever it changed; "signed-out" when the session has ended */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listOutbox: {
        parameters: {
            query?: {
                /** @description only these delivery states, separated by commas: held, queued, sending, dot_pending, accepted, uncertain, failed, cancelled, bounced */
                state?: string;
                /** @description only this connector id */
                connector?: string;
                /** @description only mails of this rule */
                rule?: string;
                /** @description only mails to this address */
                recipient?: string;
                /** @description only mails of this event */
                event?: string;
                /** @description a part of the subject, or the whole address of a recipient. For a subject one page looks through 20000 e-mails, so it may have few lines and still a next page */
                search?: string;
                /** @description `next` of the page before */
                before?: string;
                /** @description at most 200, default 50 */
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The e-mails of this page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutboxList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOutboxEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The e-mail */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutboxEntry"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelOutboxEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The new state */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutboxDecision"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOutboxMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description message/rfc822 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getOutboxProof: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutboxProof"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resendOutboxEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    to?: string;
                };
            };
        };
        responses: {
            /** @description The id of the new e-mail */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutboxResent"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resolveOutboxEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    as: "accepted" | "failed" | "send_again";
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The new state */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutboxDecision"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retryOutboxEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The new state */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutboxDecision"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description text/html with a policy of its own */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getProofBundle: {
        parameters: {
            query?: {
                /** @description the payroll run with all its e-mails */
                run?: string;
                /** @description one e-mail */
                message?: string;
                /** @description e-mails made at this time or later: 2026-11-01, or with a time and zone, 2026-11-01T08:00:00Z */
                from?: string;
                /** @description e-mails made before this time */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description application/json, see docs/adr/0011-proof-records.md */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getProofKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProofKey"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listProviders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Providers by label */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        providers?: {
                            id: string;
                            label: string;
                            /** @description Domains of addresses; a leading '*.' stands for any subdomain, a trailing '.*' for any ending. */
                            domains: string[];
                            /** @description Endings of the mail exchangers of other domains this provider serves. */
                            mx: string[];
                            imap?: {
                                host: string;
                                port: number;
                                /** @enum {unknown} */
                                security: "implicit" | "starttls" | "none";
                                /**
                                 * @description What the user name is: the whole address, the part before @, or something typed.
                                 * @enum {unknown}
                                 */
                                login: "address" | "local_part" | "typed";
                            };
                            smtp: {
                                host: string;
                                port: number;
                                /** @enum {unknown} */
                                security: "implicit" | "starttls" | "none";
                                /**
                                 * @description What the user name is: the whole address, the part before @, or something typed.
                                 * @enum {unknown}
                                 */
                                login: "address" | "local_part" | "typed";
                            };
                            smtpAlternatives?: {
                                port: number;
                                /** @enum {unknown} */
                                security: "implicit" | "starttls" | "none";
                            }[];
                            /** @description Names in braces in a host, and the values they may have. */
                            placeholders?: {
                                [key: string]: string[];
                            };
                            auth: ("password" | "app_password" | "oauth2" | "none")[];
                            /** @description What to type as user name and password where it is not the address and its password. */
                            loginHelp?: string;
                            /** @description Usual name of Sent Items; the server may announce another. */
                            sentFolder?: string;
                            /**
                             * @description server: the provider files sent mail by itself; client: it never does; detect: look before filing.
                             * @enum {unknown}
                             */
                            sentCopy: "server" | "client" | "detect";
                            limits?: {
                                connections?: number;
                                messagesPerMinute?: number;
                                recipientsPerDay?: number;
                            };
                            /** Format: uri */
                            help?: string;
                            notes?: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readProvider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The provider */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Provider"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    lookUpProvider: {
        parameters: {
            query?: {
                /** @description An e-mail address */
                address?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is known, and from where */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderFinding"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rules */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createRule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleInput"];
            };
        };
        responses: {
            /** @description The rule as stored */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed it since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleInput"];
            };
        };
        responses: {
            /** @description The rule as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed it since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    disableRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed it since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    duplicateRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule as stored */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    enableRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed it since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    testRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleTestInput"];
            };
        };
        responses: {
            /** @description The mails */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestMails"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRuleActivity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One entry for each rule */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleActivity"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    checkRule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description The findings; none: it can be saved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleFindings"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRuleFields: {
        parameters: {
            query?: {
                /** @description Id of the form */
                form?: string;
                /** @description Name of the workflow event; with a form, too, its facts fit that form */
                workflow?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Fields, the newest records, and an example record */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleFields"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    orderRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleOrderInput"];
            };
        };
        responses: {
            /** @description The rules of the trigger */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewRule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RulePreviewInput"];
            };
        };
        responses: {
            /** @description Fires or not and why, and the mails */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulePreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    testDraftRule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleTestToMeInput"];
            };
        };
        responses: {
            /** @description The mails */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestMails"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRuns: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                before?: string;
                /** @description Default 20 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The runs of this page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createRun: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunInput"];
            };
        };
        responses: {
            /** @description The run, a draft */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    approveRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed the run since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description plan.hash as it was seen */
                    hash: string;
                };
            };
        };
        responses: {
            /** @description The run, approved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed the run since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRunDocuments: {
        parameters: {
            query?: {
                /** @description Only documents that no row has */
                unused?: boolean;
                /** @description A part of the name */
                search?: string;
                /** @description `next` of the page before */
                after?: string;
                /** @description Default 50 */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The documents of this page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDocumentList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    uploadRunFile: {
        parameters: {
            query?: {
                /** @description File name */
                name?: string;
                /** @description What is in it */
                kind?: "rows" | "documents";
            };
            header?: {
                /** @description The ETag that was read; 412 when somebody changed the run since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "*/*": string;
            };
        };
        responses: {
            /** @description The stored file */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunFile"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteRunFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed the run since. */
                "if-match"?: string;
            };
            path: {
                id: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRunItems: {
        parameters: {
            query?: {
                /** @description Only rows with this problem */
                problem?: "row" | "no_owner" | "same_owner" | "no_address" | "invalid_address" | "same_address" | "no_document" | "two_documents" | "document_of_two_owners" | "document_of_another" | "document_empty" | "document_encrypted" | "document_unreadable" | "number_not_in_document" | "too_big" | "missing_value" | "invalid_value" | "password" | "recipient_not_owner" | "from_not_allowed" | "connector" | "not_one_mail" | "rule_not_fired" | "other_run";
                /** @description Only rows, or rows whose e-mail is, in this state */
                state?: "waiting" | "planned" | "problem" | "left_out" | "held" | "queued" | "sending" | "dot_pending" | "accepted" | "uncertain" | "failed" | "cancelled" | "bounced";
                /** @description A part of the person's number or address */
                search?: string;
                /** @description `next` of the page before */
                after?: number;
                /** @description Default 50 */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rows of this page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunItemList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRunItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                item: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The row */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunItem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    fixRunItem: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed the run since. */
                "if-match"?: string;
            };
            path: {
                id: string;
                item: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunItemInput"];
            };
        };
        responses: {
            /** @description The row as it is planned now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunItem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    redirectRunItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                item: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    to: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The row */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunItem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    confirmRunItemRedirect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                item: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    to: string;
                };
            };
        };
        responses: {
            /** @description The new e-mail */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunRowMail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    testRunItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                item: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    to: string;
                };
            };
        };
        responses: {
            /** @description The test e-mail */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunRowMail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    leaveOutRunItems: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed the run since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunLeaveOutInput"];
            };
        };
        responses: {
            /** @description How many, and the run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunLeftOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    pauseRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed the run since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    planRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed the run since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run, being planned */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    stopRunPlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed the run since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run, a draft */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    watchRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description text/event-stream: "progress" whenever something changed. Ends with the run, and after a minute: come back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    releaseRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed the run since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunReleaseInput"];
            };
        };
        responses: {
            /** @description The run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRunReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description text/csv in UTF-8 with a byte order mark; no cell is a formula */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    resumeRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed the run since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    retryFailedRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed the run since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSandbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sandbox"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    startSandbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It runs, and will run again when the server starts again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sandbox"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listSandboxMessages: {
        parameters: {
            query?: {
                /** @description only the mailbox of this address */
                address?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest 200 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxMessages"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSandboxMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description message/rfc822 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Signed in; the session is in a cookie */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Caller"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session has ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getDefaultMailbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The setting */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefaultMailboxSetting"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putDefaultMailbox: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed it since. */
                "if-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DefaultMailbox"];
            };
        };
        responses: {
            /** @description The setting as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefaultMailboxSetting"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getGlobalSmtp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The setting */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GlobalSmtpSetting"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putGlobalSmtp: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed it since. */
                "if-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GlobalSmtp"];
            };
        };
        responses: {
            /** @description The setting as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GlobalSmtpSetting"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRunSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The setting */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunSettingsSetting"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putRunSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed it since. */
                "if-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunSettings"];
            };
        };
        responses: {
            /** @description The setting as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunSettingsSetting"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What there is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Setup"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createFirstAdministrator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FirstAdministrator"];
            };
        };
        responses: {
            /** @description Made and signed in; the session is in a cookie */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Caller"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tokens, without their secrets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @description Milliseconds since 1970 */
                        createdAt: number;
                        expiresAt: number | null;
                    }[];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            /** @description The token; its secret is shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        /** @description Milliseconds since 1970 */
                        createdAt: number;
                        expiresAt: number | null;
                        /** @description Send as "Authorization: Bearer <token>" */
                        token: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token is no longer accepted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
}
