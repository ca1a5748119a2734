/* Made from test/golden/openapi.json by "npm run generate". Do not edit. */
export interface paths {
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what and when, newest first
         * @description For the roles administrator.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All records, oldest first, one JSON object a line; `mailrule audit verify <file>` reads it without a server
         * @description For the roles administrator.
         */
        get: operations["exportAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the chain of the records is whole, and where it is broken first
         * @description For the roles administrator.
         */
        get: operations["verifyAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
    "/connectors/{id}/authorization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a connector is connected to its provider
         * @description For the roles administrator, manage_data_sources.
         */
        get: operations["readAuthorization"];
        put?: never;
        post?: never;
        /**
         * Disconnect: forget the tokens and withdraw the permission at the provider
         * @description For the roles administrator, manage_data_sources.
         */
        delete: operations["disconnectConnector"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connectors/{id}/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin the consent: the browser goes to the address that is answered
         * @description For the roles administrator, manage_data_sources.
         */
        post: operations["authorizeConnector"];
        delete?: never;
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
    "/connectors/{id}/security": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Who may change a connector and in whose name it sends; an Administrator may always do this
         * @description For the roles administrator, manage_data_sources.
         */
        put: operations["secureConnector"];
        post?: never;
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
         * All connectors as definitions with their ids and without secrets
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
         * Create connectors, or change those of the same id, else of the same display name; all or nothing
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
    "/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Contacts and partners by name
         * @description For the roles administrator, designer, payroll_operator, user.
         */
        get: operations["listContacts"];
        put?: never;
        /**
         * Add a contact
         * @description For the roles administrator, designer.
         */
        post: operations["createContact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a contact
         * @description For the roles administrator, designer, payroll_operator, user.
         */
        get: operations["readContact"];
        /**
         * Change a contact; a new primary address counts from now on
         * @description For the roles administrator, designer.
         */
        put: operations["changeContact"];
        post?: never;
        /**
         * Delete a contact that nothing names; e-mails stay
         * @description For the roles administrator, designer.
         */
        delete: operations["deleteContact"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/contacts/{id}/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * E-mails to a contact and those in which the contact wrote or was written to, as far as the caller may see them
         * @description For the roles administrator, designer, payroll_operator, user.
         */
        get: operations["listContactActivities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/document-passwords": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * For whom a password of PDFs is stored; never the passwords
         * @description For the roles administrator, payroll_operator.
         */
        get: operations["listDocumentPasswords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/document-passwords/{owner}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Store the password of a person's PDFs, in place of an earlier one
         * @description For the roles administrator, payroll_operator.
         */
        put: operations["putDocumentPassword"];
        post?: never;
        /**
         * Remove the stored password of a person's PDFs
         * @description For the roles administrator, payroll_operator.
         */
        delete: operations["deleteDocumentPassword"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/document-passwords/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Store the passwords of a file (CSV, XLSX, JSON), at most 30 MB; the file itself is not kept
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["importDocumentPasswords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/email-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * People's own email accounts: that they exist, and whether they work
         * @description For the roles administrator.
         */
        get: operations["listPersonalAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/email-accounts/{id}": {
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
         * Remove somebody's email account with its secrets
         * @description For the roles administrator.
         */
        delete: operations["removePersonalAccount"];
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
        /**
         * The instances of a form, the newest first: all of them for who designs forms, else one’s own
         * @description For everybody who is signed in.
         */
        get: operations["listFormInstances"];
        put?: never;
        /**
         * Submit a form: an instance is stored and its rules run
         * @description For everybody who is signed in.
         */
        post: operations["submitForm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forms/{id}/instances/{instance}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One instance with its values
         * @description For everybody who is signed in.
         */
        get: operations["getFormInstance"];
        /**
         * Save an instance: the rules of save run, and those of changed fields and status
         * @description For everybody who is signed in.
         */
        put: operations["saveFormInstance"];
        post?: never;
        /**
         * Delete an instance; its events and e-mails stay
         * @description For everybody who is signed in.
         */
        delete: operations["deleteFormInstance"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forms/{id}/instances/{instance}/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * E-mails that the rules of an instance made, and what came back, as far as the caller may see them
         * @description For everybody who is signed in.
         */
        get: operations["listInstanceActivities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forms/{id}/instances/{instance}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Somebody opens an instance: the rules of load run
         * @description For everybody who is signed in.
         */
        post: operations["openFormInstance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/forms/{id}/instances/{instance}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the status of an instance: the rules of status_change run
         * @description For everybody who is signed in.
         */
        post: operations["setFormInstanceStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The groups by name, with their members
         * @description For the roles administrator.
         */
        get: operations["listGroups"];
        put?: never;
        /**
         * Add a group
         * @description For the roles administrator.
         */
        post: operations["createGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a group
         * @description For the roles administrator.
         */
        get: operations["readGroup"];
        /**
         * Change name and members; it counts at once, for mails that wait, too
         * @description For the roles administrator.
         */
        put: operations["changeGroup"];
        post?: never;
        /**
         * Delete a group that no data source names; its members stay
         * @description For the roles administrator.
         */
        delete: operations["deleteGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/guard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a guard is on or all sending is stopped: for everybody who works here
         * @description For everybody who is signed in.
         */
        get: operations["getGuardStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/guard/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send again what waits since sending was stopped
         * @description For the roles administrator.
         */
        post: operations["resumeSending"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/guard/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop all sending at once, in all processes, queued e-mails included; nothing is lost
         * @description For the roles administrator.
         */
        post: operations["stopSending"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/bounces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many e-mails of each connector came back in the last 24 hours and in 7 days
         * @description For the roles administrator, manage_data_sources.
         */
        get: operations["listBounceRates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * State, last proof, circuit and queue of every connector
         * @description For the roles administrator, manage_data_sources.
         */
        get: operations["listConnectorHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The e-mails of the last 24 hours, hour by hour, by what has become of them
         * @description For the roles administrator, manage_data_sources.
         */
        get: operations["listMailHours"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hooks/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run the rule of a schedule on demand; whoever has the URL may
         * @description Needs no sign-in.
         */
        post: operations["callSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whose link this is
         * @description Needs no sign-in.
         */
        post: operations["readInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invitation/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose the password, once, and sign in
         * @description Needs no sign-in.
         */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The secret keys by their ids, and how much each has sealed; looks at everything that is stored
         * @description For the roles administrator.
         */
        get: operations["listKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/keys/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Seal with the active key whatever an older one sealed, while everything goes on; one JSON object a line says how far it is. Safe to end and to repeat
         * @description For the roles administrator.
         */
        post: operations["rotateKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/limits/held": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * E-mails that are held because they are too many for an hour, or for one event; approvers see those of events
         * @description For the roles administrator, approver.
         */
        get: operations["listHeldByLimits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/limits/held/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let go what a limit holds
         * @description For the roles administrator, approver.
         */
        post: operations["approveHeldByLimit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/limits/held/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back what a limit holds; none of it is sent
         * @description For the roles administrator, approver.
         */
        post: operations["cancelHeldByLimit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/limits/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many e-mails the limits have counted in this hour, by connector, rule and address
         * @description For the roles administrator.
         */
        get: operations["listLimitUse"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/links/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A page that names the file of a link in an e-mail; changes nothing
         * @description Needs no sign-in.
         */
        get: operations["showLinkedFile"];
        put?: never;
        /**
         * The file of a link in an e-mail, always as a download; counted
         * @description Needs no sign-in.
         */
        post: operations["downloadLinkedFile"];
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
    "/mailboxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Inboxes that are read for returned e-mails, and how that went
         * @description For the roles administrator, manage_data_sources.
         */
        get: operations["listMailboxes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailboxes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How a mailbox is read, and how far
         * @description For everybody who is signed in.
         */
        get: operations["readMailbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Say how a mailbox is read
         * @description For everybody who is signed in.
         */
        patch: operations["changeMailbox"];
        trace?: never;
    };
    "/mailboxes/{id}/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Conversations of a mailbox, those with the newest messages first
         * @description For everybody who is signed in.
         */
        get: operations["listConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailboxes/{id}/conversations/{conversation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The messages of a conversation
         * @description For everybody who is signed in.
         */
        get: operations["readConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailboxes/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages of a mailbox in one state, newest first; nothing of what is in them
         * @description For everybody who is signed in.
         */
        get: operations["listMailboxMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailboxes/{id}/messages/{message}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a message says
         * @description For everybody who is signed in.
         */
        get: operations["readReceivedMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailboxes/{id}/messages/{message}/attachments/{index}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file of a message, by its place in the message, from 0
         * @description For everybody who is signed in.
         */
        get: operations["getReceivedAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailboxes/{id}/messages/{message}/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Its HTML, sanitised, for a frame: nothing in it runs and nothing is fetched for it
         * @description For everybody who is signed in.
         */
        get: operations["getReceivedPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailboxes/{id}/messages/{message}/source": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The message as it came, byte for byte
         * @description For everybody who is signed in.
         */
        get: operations["getReceivedSource"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailboxes/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the messages of a mailbox now, where it is read at all
         * @description For everybody who is signed in.
         */
        post: operations["readMailboxNow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mailboxes/{id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read the inbox of a connector now; 409 while it is being read
         * @description For the roles administrator, manage_data_sources.
         */
        post: operations["syncMailbox"];
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
    "/me/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your drafts, and what you sent and could not be delivered; the last changed ones first
         * @description For everybody who is signed in.
         */
        get: operations["listDrafts"];
        put?: never;
        /**
         * Begin an e-mail, or an answer to a message: addressees, subject and files are filled in
         * @description For everybody who is signed in.
         */
        post: operations["createDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/drafts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of your drafts, with what became of its e-mail
         * @description For everybody who is signed in.
         */
        get: operations["readDraft"];
        put?: never;
        post?: never;
        /**
         * Delete a draft; 409 while its e-mail may still leave
         * @description For everybody who is signed in.
         */
        delete: operations["deleteDraft"];
        options?: never;
        head?: never;
        /**
         * Save a draft; what is absent stays
         * @description For everybody who is signed in.
         */
        patch: operations["changeDraft"];
        trace?: never;
    };
    "/me/drafts/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send it: it leaves after 10 seconds, in which it can be taken back. Asking again sends nothing more
         * @description For everybody who is signed in.
         */
        post: operations["sendDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/drafts/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the e-mail back, or one that failed, to change it; 409 once it is on its way
         * @description For everybody who is signed in.
         */
        post: operations["undoDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/email-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The own email accounts, oldest first
         * @description For everybody who is signed in.
         */
        get: operations["listEmailAccounts"];
        put?: never;
        /**
         * Connect an own mailbox, or connect a disconnected one again
         * @description For everybody who is signed in.
         */
        post: operations["connectEmailAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/email-accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of the own email accounts
         * @description For everybody who is signed in.
         */
        get: operations["readEmailAccount"];
        /**
         * Change servers or password of an own account; a disconnected one is connected again
         * @description For everybody who is signed in.
         */
        put: operations["changeEmailAccount"];
        post?: never;
        /**
         * Remove an own account; e-mails that were sent stay in the outbox
         * @description For everybody who is signed in.
         */
        delete: operations["removeEmailAccount"];
        options?: never;
        head?: never;
        /**
         * Default account, names, signature and what the mailbox is used for
         * @description For everybody who is signed in.
         */
        patch: operations["changeEmailAccountPreferences"];
        trace?: never;
    };
    "/me/email-accounts/{id}/authorization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether an own account is connected to its provider
         * @description For everybody who is signed in.
         */
        get: operations["readEmailAccountAuthorization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/email-accounts/{id}/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin the consent for an own account: the browser goes to the address that is answered
         * @description For everybody who is signed in.
         */
        post: operations["authorizeEmailAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/email-accounts/{id}/disconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Wipe the secrets of an own account; what is stored of it stays
         * @description For everybody who is signed in.
         */
        post: operations["disconnectEmailAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/email-accounts/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test the connection of an own account; a good test makes it active
         * @description For everybody who is signed in.
         */
        post: operations["testEmailAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/email-accounts/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test the connection with values as they stand in a form; nothing is saved
         * @description For everybody who is signed in.
         */
        post: operations["testUnsavedEmailAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/mail-tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * E-mails of rules that are to be sent by you, or by whoever of your groups takes them first
         * @description For everybody who is signed in.
         */
        get: operations["listMailTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/mail-tasks/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do not send it, and say why
         * @description For everybody who is signed in.
         */
        post: operations["declineMailTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/mail-tasks/{id}/give-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give it back to the group, as the rule made it
         * @description For everybody who is signed in.
         */
        post: operations["giveBackMailTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/mail-tasks/{id}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take it: answers its draft, which has the same id and is changed and sent like every draft
         * @description For everybody who is signed in.
         */
        post: operations["takeMailTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/mailboxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Mailboxes that the caller may look into, by name
         * @description For everybody who is signed in.
         */
        get: operations["listMyMailboxes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change your password; your other sessions end
         * @description For everybody who is signed in.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/senders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Mailboxes that you may write from: your own accounts, and those of the organisation that you look after
         * @description For everybody who is signed in.
         */
        get: operations["listSenders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where you are signed in
         * @description For everybody who is signed in.
         */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /**
         * Sign out everywhere else
         * @description For everybody who is signed in.
         */
        delete: operations["endOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/sessions/{id}": {
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
         * End one of your sessions
         * @description For everybody who is signed in.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How you sign in: with a password, or with which providers
         * @description For everybody who is signed in.
         */
        get: operations["readOwnSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/attempts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of a consent, for the one who asked for it
         * @description For everybody who is signed in.
         */
        get: operations["readAuthorizationOutcome"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the provider sends the browser back to; goes on to the page with a result code only
         * @description Needs no sign-in.
         */
        get: operations["finishAuthorization"];
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
         * @description For the roles administrator, payroll_operator, designer, approver.
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
    "/outbox/{id}/links": {
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
         * Take the links of this e-mail back: from now on nobody gets the files by them
         * @description For the roles administrator, payroll_operator.
         */
        delete: operations["revokeOutboxLinks"];
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
         * @description For the roles administrator, payroll_operator, designer, approver.
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
         * @description For the roles administrator, payroll_operator, designer, approver.
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
    "/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Names of people and groups, to choose from
         * @description For the roles administrator, manage_data_sources.
         */
        get: operations["listPeople"];
        put?: never;
        post?: never;
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
         * The HTML body of a previewed mail, or a file made for it, for ten minutes and for who previewed it
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
         * @description For everybody who is signed in.
         */
        get: operations["listProviders"];
        put?: never;
        /**
         * Add an e-mail provider; its two hosts are all that is needed
         * @description For the roles administrator.
         */
        post: operations["createProvider"];
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
         * @description For everybody who is signed in.
         */
        get: operations["readProvider"];
        /**
         * Change a provider. A shipped one can be reset later. Receive and send apply to all its mailboxes
         * @description For the roles administrator.
         */
        put: operations["changeProvider"];
        post?: never;
        /**
         * Delete a provider that was added here and that no connector uses
         * @description For the roles administrator.
         */
        delete: operations["deleteProvider"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/providers/{id}/oauth-app": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The application registered at a provider, without its secret; 'openid' for any other provider
         * @description For the roles administrator, manage_data_sources.
         */
        get: operations["readOauthApp"];
        /**
         * Store the application. Secret: absent keeps, null clears; another client ID or issuer forgets it
         * @description For the roles administrator.
         */
        put: operations["putOauthApp"];
        post?: never;
        /**
         * Forget the application; refused while a connector is connected by it
         * @description For the roles administrator.
         */
        delete: operations["deleteOauthApp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/providers/{id}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a shipped provider back to what the program ships
         * @description For the roles administrator.
         */
        post: operations["resetProvider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/providers/{id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The connectors of a provider, which keep it from being deleted
         * @description For the roles administrator.
         */
        get: operations["listProviderUses"];
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
         * @description For everybody who is signed in.
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
         * Change a rule; where the setting asks for a second person, the change waits as `proposed`
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
    "/rules/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve the proposed change of a rule, as a second person: it counts from now on
         * @description For the roles administrator, designer.
         */
        post: operations["approveRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline the proposed change of a rule, or take an own one back: the rule stays
         * @description For the roles administrator, designer.
         */
        post: operations["declineRule"];
        delete?: never;
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
    "/rules/{id}/received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Received e-mails that a rule looked at, newest first, and what came of each
         * @description For the roles administrator, designer.
         */
        get: operations["listRuleReceived"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a changed rule would have made of the last records of its trigger, compared with the stored one
         * @description For the roles administrator, designer.
         */
        post: operations["replayRule"];
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
    "/rules/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rules whose templates name what their form does not have, or cannot be put together any more
         * @description For the roles administrator, designer.
         */
        get: operations["listRuleProblems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules/recipients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Users, groups, partners and contacts that e-mails of rules can go to, twenty of each
         * @description For the roles administrator, designer.
         */
        get: operations["searchRecipients"];
        put?: never;
        post?: never;
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
    "/run-owners/{owner}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * When a person last got an e-mail of a payroll run, by the number of the person in any spelling
         * @description For the roles administrator, payroll_operator, approver.
         */
        get: operations["getRunOwner"];
        put?: never;
        post?: never;
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
        /**
         * Change name, period, rule or choices of a run; with more than its name and times it is a draft again
         * @description For the roles administrator, payroll_operator.
         */
        put: operations["changeRun"];
        post?: never;
        /**
         * Delete a draft or a plan with its files and rows; nothing of it has left
         * @description For the roles administrator, payroll_operator.
         */
        delete: operations["deleteRun"];
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
    "/runs/{id}/columns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The columns of the uploaded rows, each with its first values
         * @description For the roles administrator, payroll_operator.
         */
        get: operations["listRunColumns"];
        put?: never;
        post?: never;
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
    "/runs/{id}/documents/{document}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One document of a run as a download, before it is encrypted
         * @description For the roles administrator, payroll_operator.
         */
        get: operations["getRunDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/example": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How the first rows would find person, document and password with these choices; nothing is stored
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["tryRunOptions"];
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
    "/runs/{id}/items/{item}/body": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The HTML body of the e-mail of a row, for a frame
         * @description For the roles administrator, payroll_operator, approver.
         */
        get: operations["getRunItemBody"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/items/{item}/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The finished e-mail of a row: sender, recipients, subject, text and the names of its attachments
         * @description For the roles administrator, payroll_operator, approver.
         */
        get: operations["getRunItemMail"];
        put?: never;
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
    "/runs/{id}/items/{item}/redirect/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decline, as the second person, the other address of a row, with a reason
         * @description For the roles administrator, approver.
         */
        post: operations["declineRunItemRedirect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{id}/items/{item}/redirect/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back what one asked for oneself: the other address of a row, with a reason
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["withdrawRunItemRedirect"];
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
    "/runs/{id}/items/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm that rows go to another address than last time, by their ids or all of them; an approval ends
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["confirmRunItems"];
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
    "/runs/{id}/reschedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a released run of which nothing has left another time, or send it now
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["rescheduleRun"];
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
         * Try the failed e-mails of the run again, none that was accepted; a paused or stopped run goes on, too
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["retryFailedRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rules that a run can send: enabled, and with a Send email action
         * @description For the roles administrator, payroll_operator.
         */
        get: operations["listRunRules"];
        put?: never;
        post?: never;
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
    "/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Schedules by name, with their last and next runs
         * @description For the roles administrator, designer.
         */
        get: operations["listSchedules"];
        put?: never;
        /**
         * A new schedule, active at once
         * @description For the roles administrator, designer.
         */
        post: operations["createSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One schedule
         * @description For the roles administrator, designer.
         */
        get: operations["getSchedule"];
        /**
         * Change a schedule: it begins anew, also when it had ended
         * @description For the roles administrator, designer.
         */
        put: operations["changeSchedule"];
        post?: never;
        /**
         * Delete a schedule and its history; its e-mails stay
         * @description For the roles administrator, designer.
         */
        delete: operations["deleteSchedule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of its last 200 runs, the newest first
         * @description For the roles administrator, designer.
         */
        get: operations["listScheduleRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}/hook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A new URL for the webhook of a schedule on demand, told once; one that it had ends
         * @description For the roles administrator, designer.
         */
        post: operations["makeScheduleHook"];
        /**
         * End the URL of the webhook of a schedule
         * @description For the roles administrator, designer.
         */
        delete: operations["endScheduleHook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a schedule rest; what falls into that time is not made up for
         * @description For the roles administrator, designer.
         */
        post: operations["pauseSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a schedule go on with its next run from now
         * @description For the roles administrator, designer.
         */
        post: operations["resumeSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a schedule now, whatever its state; its times stay
         * @description For the roles administrator, designer.
         */
        post: operations["runSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schedules/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The next five runs of a schedule that is not saved yet
         * @description For the roles administrator, designer.
         */
        post: operations["previewSchedule"];
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
    "/settings/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is told when a connector stops working
         * @description For the roles administrator.
         */
        get: operations["getAlerts"];
        /**
         * Set who is told, by e-mail and by a signed webhook, when a connector stops working and when it is well again
         * @description For the roles administrator.
         */
        put: operations["putAlerts"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/alerts/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell everybody who is told, by e-mail and webhook, that this is a test
         * @description For the roles administrator.
         */
        post: operations["testAlerts"];
        delete?: never;
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
        /**
         * Delete the default mailbox, and its connector unless something else uses it
         * @description For the roles administrator.
         */
        delete: operations["deleteDefaultMailbox"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/default-mailbox/connection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Store how the default mailbox sends; a good test mail then activates it
         * @description For the roles administrator.
         */
        put: operations["connectDefaultMailbox"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/egress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where connectors, OAuth and webhooks may connect to; set by the environment of the server
         * @description For the roles administrator.
         */
        get: operations["getEgress"];
        put?: never;
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
    "/settings/guard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The guard: whom this installation may write to
         * @description For the roles administrator.
         */
        get: operations["getGuard"];
        /**
         * Set whom this installation may write to; holds for what is queued, too, from the answer on
         * @description For the roles administrator.
         */
        put: operations["putGuard"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many e-mails may leave in an hour before the next ones wait for an administrator
         * @description For the roles administrator, approver.
         */
        get: operations["getSendingLimits"];
        /**
         * Set how many e-mails may leave in an hour by connector, by rule and to one address
         * @description For the roles administrator.
         */
        put: operations["putSendingLimits"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * After how many days contents are deleted
         * @description For the roles administrator.
         */
        get: operations["getRetention"];
        /**
         * Set after how many days contents are deleted; records, digests and addresses stay
         * @description For the roles administrator.
         */
        put: operations["putRetention"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/retention/due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How much the retention setting would delete now; deletes nothing
         * @description For the roles administrator.
         */
        get: operations["getRetentionDue"];
        put?: never;
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
         * Set whether a second person approves payroll runs and changes of rules, and when runs stop by themselves
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
    "/settings/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who may sign in with a password
         * @description For the roles administrator.
         */
        get: operations["getSignInSetting"];
        /**
         * Switch passwords off for all but chosen administrators, or on; open sessions go on
         * @description For the roles administrator.
         */
        put: operations["putSignInSetting"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/soft-bounces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * After how many e-mails that came back softly an address gets none any more
         * @description For the roles administrator, payroll_operator, approver, designer.
         */
        get: operations["getSoftBounces"];
        /**
         * Set after how many e-mails that came back softly, and within how many days, an address gets none any more
         * @description For the roles administrator.
         */
        put: operations["putSoftBounces"];
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
    "/sign-on": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The ways to sign in: providers, and whether passwords count for everybody
         * @description Needs no sign-in.
         */
        get: operations["readSignInWays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-on/{id}/backchannel-logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A provider says that somebody signed out there: their sessions end (OpenID Connect Back-Channel Logout 1.0)
         * @description Needs no sign-in.
         */
        post: operations["endSignOn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-on/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to sign in with a provider: the browser goes to the address that is answered
         * @description Needs no sign-in.
         */
        post: operations["startSignOn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-on/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a provider sends the browser back to; begins the session and goes on to the page
         * @description Needs no sign-in.
         */
        get: operations["finishSignOn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-on/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The OpenID providers that people sign in with, without their secrets
         * @description For the roles administrator.
         */
        get: operations["listSignOnProviders"];
        put?: never;
        /**
         * Add a provider; its issuer is looked at
         * @description For the roles administrator.
         */
        post: operations["createSignOnProvider"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-on/providers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of these providers
         * @description For the roles administrator.
         */
        get: operations["readSignOnProvider"];
        /**
         * Change a provider. Another issuer or client ID forgets the secret; switching it off ends its sessions
         * @description For the roles administrator.
         */
        put: operations["putSignOnProvider"];
        post?: never;
        /**
         * Delete a provider; its sessions end and its accounts are forgotten, people stay
         * @description For the roles administrator.
         */
        delete: operations["deleteSignOnProvider"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suppressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Addresses that get no e-mail, newest first
         * @description For the roles administrator, payroll_operator, approver, designer.
         */
        get: operations["listSuppressions"];
        put?: never;
        /**
         * Let an address get no e-mail any more; 409 when it is on the list
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["addSuppression"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suppressions/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let an address get e-mail again, with the reason
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["endSuppression"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Version, database, disk, clock and queue of the server, as "mailrule doctor" looks at them
         * @description For the roles administrator.
         */
        get: operations["getSystem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * E-mail templates, layouts and parts by name
         * @description For the roles administrator, designer.
         */
        get: operations["listTemplates"];
        put?: never;
        /**
         * A new template, in its first version
         * @description For the roles administrator, designer.
         */
        post: operations["createTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One template with its texts
         * @description For the roles administrator, designer.
         */
        get: operations["getTemplate"];
        /**
         * A new version of a template; rules use it from now on
         * @description For the roles administrator, designer.
         */
        put: operations["changeTemplate"];
        post?: never;
        /**
         * Delete a template that neither rules nor other templates use, with its versions
         * @description For the roles administrator, designer.
         */
        delete: operations["deleteTemplate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a changed template would have made of the last records of the rules that use it
         * @description For the roles administrator, designer.
         */
        post: operations["replayTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rules and templates that are made of it, and what is wrong with those rules
         * @description For the roles administrator, designer.
         */
        get: operations["listTemplateUses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Each version with who saved it, the newest first
         * @description For the roles administrator, designer.
         */
        get: operations["listTemplateVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One version with its texts
         * @description For the roles administrator, designer.
         */
        get: operations["getTemplateVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/{id}/versions/{version}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The texts and the layout of an old version as a new one
         * @description For the roles administrator, designer.
         */
        post: operations["restoreTemplateVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A template as it stands in the editor, filled in with a record, and what is wrong with it
         * @description For the roles administrator, designer.
         */
        post: operations["previewTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/templates/starters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Layouts that come with the product, to start an own one from
         * @description For the roles administrator, designer.
         */
        get: operations["listTemplateStarters"];
        put?: never;
        post?: never;
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
         * Make an API token with your roles or some of them, for everything or about one connector or rule
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
    "/unsubscribe/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A page that asks whether to unsubscribe; changes nothing
         * @description Needs no sign-in.
         */
        get: operations["showUnsubscribe"];
        put?: never;
        /**
         * Its recipient gets no more mass mail (RFC 8058), or with `again` gets it again; twice is the same as once
         * @description Needs no sign-in.
         */
        post: operations["unsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/unsubscribed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Addresses that unsubscribed from mass mail, newest first
         * @description For the roles administrator, payroll_operator, approver, designer.
         */
        get: operations["listUnsubscribed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/unsubscribed/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let an address get mass mail again, with the reason
         * @description For the roles administrator, payroll_operator.
         */
        post: operations["endUnsubscribed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The people who may sign in, by name
         * @description For the roles administrator.
         */
        get: operations["listUsers"];
        put?: never;
        /**
         * Add a person; a one-time link chooses the password, unless a temporary one is given
         * @description For the roles administrator.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a person
         * @description For the roles administrator.
         */
        get: operations["readUser"];
        put?: never;
        post?: never;
        /**
         * Delete a person; what they did keeps their name
         * @description For the roles administrator.
         */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        /**
         * Change name or roles, disable or enable. The last administrator stays one
         * @description For the roles administrator.
         */
        patch: operations["changeUser"];
        trace?: never;
    };
    "/users/{id}/accounts": {
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
         * Take the accounts at OpenID providers away from a person; sessions end
         * @description For the roles administrator.
         */
        delete: operations["unlinkUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a one-time link to choose a password; it takes the place of an earlier one
         * @description For the roles administrator.
         */
        post: operations["inviteUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give a password that is good for one sign-in; sessions end
         * @description For the roles administrator.
         */
        put: operations["setTemporaryPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** ActivityList */
        ActivityList: {
            items: {
                id: string;
                /** @enum {unknown} */
                direction: "sent" | "received";
                /** @description Milliseconds since 1970 */
                at: number;
                subject: string;
                from: {
                    name: string;
                    address: string;
                }[];
                to: {
                    name: string;
                    address: string;
                }[];
                cc: {
                    name: string;
                    address: string;
                }[];
                /** @description The subject is not for this reader: it is of a payroll run, or confidential */
                closed: boolean;
                /** @description The retention setting took away what it says */
                purged: boolean;
                /**
                 * @description Of a received one
                 * @enum {unknown}
                 */
                kind: "mail" | "bounce" | "delay" | "report" | "complaint" | "auto_reply" | "bulk" | null;
                /** @description Of a received one */
                attachments: number;
                mailbox: {
                    id: string;
                    name: string;
                } | null;
                /** @description Where it is read, in its mailbox */
                conversationId: string | null;
                /** @description Of a sent one */
                outboxId: string | null;
                /** @description How the delivery of a sent one stands */
                state: string | null;
                instance: {
                    id: string;
                    form: string;
                    formName: string;
                    number: string | null;
                } | null;
            }[];
            /** @description `after` of the next page; null: this is the last one */
            next: string | null;
        };
        /**
         * AlertsChange
         * @description Who is told when a connector stops working, and when it is well again.
         */
        AlertsChange: {
            /** @description Administrators who get an e-mail through the default sender */
            emails: string[];
            /** @description Gets a signed POST; null: none */
            webhookUrl: string | null;
            /** @description Signs the POST (HMAC SHA-256); write-only; absent: as it was. Another address needs it again */
            webhookSecret?: string;
        };
        /** AlertsSetting */
        AlertsSetting: {
            emails: string[];
            /** @description Administrators, who are told while nobody has saved who is; empty from then on */
            defaultEmails: string[];
            webhookUrl: string | null;
            /** @description The secret itself is never answered */
            hasWebhookSecret: boolean;
        };
        /** AuditCheck */
        AuditCheck: {
            intact: boolean;
            /** @description Up to the first break */
            records: number;
            /** @description The last good record. Keep it elsewhere: it shows what is cut off later */
            head: {
                seq: number;
                hash: string;
            } | null;
            broken: {
                seq: number;
                why: string;
            } | null;
        };
        /** AuditList */
        AuditList: {
            items: {
                /** @description From 0 without a gap */
                seq: number;
                /** @description UTC */
                at: string;
                /** @description The operation of the API */
                action: string;
                /** @description What the operation does */
                summary: string;
                /** @description What it was done to */
                kind: string;
                actor: {
                    id: string;
                    name: string;
                    /** @description Id of the API token */
                    token: string | null;
                };
                /** @description Of the client, as far as the proxies are trusted; '': the machine itself */
                address: string;
                /** @description As in the log */
                requestId: string;
                subject: {
                    id: string;
                    name: string;
                };
                /** @description Names, never what they hold */
                fields: string[];
                /** @description 'done', 'failed', the code of the refusal, or UNKNOWN where the process died before it was known */
                outcome: string;
                /** @description Hash of the record before */
                previous: string | null;
                /** @description SHA-256 over the canonical JSON of the rest but the summary */
                hash: string;
            }[];
            next: number | null;
        };
        /** Authorization */
        Authorization: {
            /** @enum {string} */
            state: "not_used" | "not_authenticated" | "authenticated" | "reconnect";
            reason: string;
            providerId: string;
            /** @description null: the provider takes no OAuth 2.0 */
            providerName: string | null;
            /** @description whether an application is registered for the provider */
            application: boolean;
            /** @description the mailbox that consents */
            account: string | null;
            /** @description milliseconds since 1970 */
            authorizedAt: number | null;
            authorizedBy: string | null;
            /** @description when a person must consent again, where that is known */
            consentEndsAt: number | null;
            consentEndsSoon: boolean;
        };
        /** AuthorizationBegun */
        AuthorizationBegun: {
            /** @description where the browser goes to; null: connected already, nobody has to consent */
            url: string | null;
        };
        /** AuthorizationOutcome */
        AuthorizationOutcome: {
            /** @enum {string} */
            outcome: "pending" | "done" | "refused" | "wrong_account" | "missing_scope" | "not_lasting" | "expired" | "used" | "unknown" | "other_browser" | "session_ended" | "changed" | "application" | "provider_down" | "clock" | "failed";
            message: string;
            connectorId: string;
            displayName: string;
            account: string;
        };
        /** BounceRateList */
        BounceRateList: {
            items: {
                connectorId: string;
                /** @description E-mails of the last 24 hours */
                day: {
                    /** @description Accepted by a mail server; those that came back are among them */
                    sent: number;
                    /** @description Of those, returned for all of their recipients */
                    bounced: number;
                };
                /** @description E-mails of the last 7 days */
                week: {
                    /** @description Accepted by a mail server; those that came back are among them */
                    sent: number;
                    /** @description Of those, returned for all of their recipients */
                    bounced: number;
                };
                /** @description Above 5 % of at least 20 e-mails, of the day or of the week: providers stop accounts for it */
                tooMany: boolean;
            }[];
        };
        /** Caller */
        Caller: {
            id: string;
            name: string;
            roles: string[];
        };
        /** ChangedFormInstance */
        ChangedFormInstance: {
            /** FormInstance */
            instance: {
                id: string;
                /** @description Id of the form */
                form: string;
                /** @description Process id; null where the form has no numberPrefix */
                number: string | null;
                process: string;
                /** @description Empty where the form has no statuses */
                status: string;
                completed: boolean;
                owner: {
                    name: string;
                    email: string;
                };
                /** @description Where people see it, where the form says so */
                link: string | null;
                /** @description Id of the event that made it */
                event: string;
                version: number;
                /** @description Milliseconds since 1970 */
                createdAt: number;
                createdBy: string;
                /** @description Milliseconds since 1970 */
                modifiedAt: number;
                modifiedBy: string;
                /** @description Without the bytes of files */
                values: Record<string, never>;
            };
            /** @description What happened, in its order */
            events: {
                eventId: string;
                /** @enum {unknown} */
                state: "committed" | "held" | "rolled_back" | "expired";
                /** @description Milliseconds since 1970 */
                createdAt: number;
                /** @description When a held event expires */
                expiresAt: number | null;
                /** @description Of an event that made more than 500 e-mails: none leaves before a person lets all of them go with `POST /limits/held/approve` and this key. null: they leave by themselves */
                approval: {
                    key: string;
                    /** @description How many waited when the event was stored */
                    mails: number;
                    /** @enum {unknown} */
                    state: "waiting" | "approved" | "refused";
                    /** @description When it was decided, milliseconds since 1970 */
                    at: number | null;
                    by: string | null;
                    reason: string | null;
                } | null;
                rules: {
                    ruleId: string;
                    name: string;
                    fired: boolean;
                    trace: Record<string, never>;
                    mails: {
                        id: string;
                        state: string;
                    }[];
                    /** @description Of a rule that is repeated for each row of a table; `leftOut` has the first rows that did not match */
                    rows?: {
                        total: number;
                        matching: number;
                        leftOut: {
                            /** @description From 0 */
                            row: number;
                            trace: Record<string, never>;
                        }[];
                    };
                    /** @description The earlier rule that could not send, so that this one was not asked */
                    stoppedBy?: string;
                    /** @description Why actions with `ignoreErrors` made nothing; the first twenty */
                    ignored?: {
                        /** @description JSON pointer into the rule */
                        action: string;
                        /** @description Of the table, from 0 */
                        row: number | null;
                        code: string;
                        message: string;
                    }[];
                }[];
            }[];
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
            /** @description The file of the server's configuration that it comes from: it is changed there, and nowhere else. */
            managedBy: string | null;
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
            /**
             * ConnectorSecurity
             * @description Who may change it, in whose name it sends and does not send. Nobody named: see PUT.
             */
            security: {
                administrators: {
                    users: string[];
                    groups: string[];
                };
                users: {
                    users: string[];
                    groups: string[];
                };
                excluded: {
                    users: string[];
                    groups: string[];
                };
                readOnly: boolean;
                enableB2B: boolean;
                partnerDefaults?: {
                    /** @enum {unknown} */
                    fromName?: "main_contact_name" | "company" | "current_user_name";
                    /** @enum {unknown} */
                    replyTo?: "main_contact_email" | "current_user_email";
                    /** @enum {unknown} */
                    cc?: "main_contact_email" | "current_user_email";
                    /** @enum {unknown} */
                    bcc?: "main_contact_email" | "current_user_email";
                } | null;
            };
            /** @description Whether the caller may change, test and delete it, as far as its security settings go. */
            mayEdit: boolean;
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
                /** @description As an export has it: rules name it. Absent: the connector of this display name, or a new id. */
                id?: string;
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
            /** @description Of an export: names of those that the caller may not read. The import does not look at it. */
            leftOut?: string[];
        };
        /** ConnectorHealthList */
        ConnectorHealthList: {
            items: {
                id: string;
                displayName: string;
                /** @enum {unknown} */
                state: "incomplete" | "inactive" | "active" | "problematic";
                reason: string;
                /** @description Milliseconds since 1970 */
                since: number | null;
                /** @description When a mail server last really took an e-mail, or a test went well */
                provenAt: number | null;
                /** @description The circuit is open: nothing is tried before */
                pausedUntil: number | null;
                /** @description Refusals in a row */
                failures: number;
                /** @description When a person has to consent again, where that is known */
                consentEndsAt: number | null;
                queued: number;
                /** @description Milliseconds since 1970 */
                queuedSince: number | null;
                /** @description What administrators were told last: problematic or well */
                told: string | null;
                webhookError: string | null;
                /** @description When its inbox was last read, as a whole or for returned e-mails; null: not yet */
                inboxReadAt: number | null;
                /** @description Why it could not be read the last time */
                inboxProblem: string | null;
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
                /** @description The file of the server's configuration that it comes from: it is changed there, and nowhere else. */
                managedBy?: string | null;
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
                /** @description Whether the caller may change, test and delete it, as far as its security settings go. */
                mayEdit?: boolean;
            }[];
        };
        /** ConnectorSecurityInput */
        ConnectorSecurityInput: {
            /** @description Who may change, test and delete it. Nobody named: whoever has the role Administrator or Manage data sources. An Administrator may always read it and change this. */
            administrators: components["schemas"]["ConnectorSecurityInput.people"];
            /** @description In whose name it sends. Nobody named: everyone's. */
            users: components["schemas"]["ConnectorSecurityInput.people"];
            /** @description In whose name it does not send, whatever else is said. */
            excluded?: components["schemas"]["ConnectorSecurityInput.people"];
            /** @description true: nobody changes or deletes it until this is taken back. It can be tested and it sends. */
            readOnly?: boolean;
            /** @description Whether it sends in the names of people who work for external partners. Absent or false: it does not, also where they are named. */
            enableB2B?: boolean;
            /** @description What an e-mail in such a person's name gets, instead of what its rule says. null or absent: nothing. A value that is not recorded changes nothing. */
            partnerDefaults?: {
                /**
                 * @description The name beside the sender's address
                 * @enum {unknown}
                 */
                fromName?: "main_contact_name" | "company" | "current_user_name";
                replyTo?: components["schemas"]["ConnectorSecurityInput.partnerAddress"];
                /** @description Added to the rule's */
                cc?: components["schemas"]["ConnectorSecurityInput.partnerAddress"];
                /** @description Added to the rule's */
                bcc?: components["schemas"]["ConnectorSecurityInput.partnerAddress"];
            } | null;
        };
        "ConnectorSecurityInput.ids": string[];
        /** @enum {unknown} */
        "ConnectorSecurityInput.partnerAddress": "main_contact_email" | "current_user_email";
        "ConnectorSecurityInput.people": {
            /** @description Ids of people */
            users?: components["schemas"]["ConnectorSecurityInput.ids"];
            /** @description Ids of groups */
            groups?: components["schemas"]["ConnectorSecurityInput.ids"];
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
        /** Contact */
        Contact: {
            id: string;
            /** @enum {unknown} */
            kind: "contact" | "partner";
            name: string;
            /** @description Number of an employee, by which payroll runs find the contact */
            employeeId: string | null;
            company: string | null;
            /** @description BCP 47 */
            language: string | null;
            /** @description IANA */
            timeZone: string | null;
            /** @description The primary one first */
            addresses: {
                address: string;
                /** @description E-mails go to this one */
                primary: boolean;
                /** @description Since when it is of this contact, as this kind of address */
                validFrom: number;
            }[];
            /** @description Milliseconds since 1970 */
            createdAt: number;
            createdBy: string;
            /** @description Milliseconds since 1970 */
            modifiedAt: number;
            modifiedBy: string;
            /** @description The ETag */
            version: number;
        };
        /** ContactInput */
        ContactInput: {
            /**
             * @description A partner is another organisation, or somebody who speaks for it. Absent: a contact; in a change, what it was.
             * @enum {unknown}
             */
            kind?: "contact" | "partner";
            name: string;
            /** @description Number of an employee, as the files of payroll runs have it: unique among contacts in any case and with any blanks around it. A run may compare its recipients with the addresses of the contact. Absent: none; in a change, what it was. */
            employeeId?: string | null;
            company?: string | null;
            /** @description Of e-mails to this contact: a language tag (BCP 47), e.g. fr-CA. */
            language?: string | null;
            /** @description IANA name, e.g. Europe/Prague. */
            timeZone?: string | null;
            /** @description The first one is the primary address: e-mails go to it. May be empty. */
            addresses: string[];
        };
        /** ContactList */
        ContactList: {
            items: {
                id: string;
                /** @enum {unknown} */
                kind: "contact" | "partner";
                name: string;
                /** @description Number of an employee, by which payroll runs find the contact */
                employeeId: string | null;
                company: string | null;
                /** @description BCP 47 */
                language: string | null;
                /** @description IANA */
                timeZone: string | null;
                /** @description The primary one first */
                addresses: {
                    address: string;
                    /** @description E-mails go to this one */
                    primary: boolean;
                    /** @description Since when it is of this contact, as this kind of address */
                    validFrom: number;
                }[];
                /** @description Milliseconds since 1970 */
                createdAt: number;
                createdBy: string;
                /** @description Milliseconds since 1970 */
                modifiedAt: number;
                modifiedBy: string;
                /** @description The ETag */
                version: number;
            }[];
            /** @description `after` of the next page; null: this is the last one */
            next: string | null;
        };
        /** Conversation */
        Conversation: {
            id: string;
            /** @description At most the newest 200, the oldest of them first */
            messages: {
                id: string;
                /** @enum {unknown} */
                kind: "mail" | "bounce" | "delay" | "report" | "complaint" | "auto_reply" | "bulk" | null;
                subject: string;
                from: {
                    name: string;
                    address: string;
                }[];
                to: {
                    name: string;
                    address: string;
                }[];
                cc: {
                    name: string;
                    address: string;
                }[];
                /** @description Milliseconds since 1970 */
                receivedAt: number;
                /** @description What its writer says, in milliseconds since 1970 */
                sentAt: number | null;
                /** @description Bytes */
                size: number;
                attachments: {
                    filename: string;
                    contentType: string;
                    /** @description Bytes */
                    size: number;
                }[];
                /** @description The e-mail of the outbox that it is about */
                outboxId: string | null;
                /** @description The retention setting took away what it says */
                purged: boolean;
            }[];
            /** @description E-mails of the outbox that belong to the conversation */
            sent: {
                outboxId: string;
                subject: string;
                from: string;
                /** @description Milliseconds since 1970 */
                createdAt: number;
            }[];
            /** @description Others who are writing an answer at the moment, and to which message */
            answering: {
                messageId: string;
                name: string;
                /** @description Milliseconds since 1970 */
                since: number;
                /** @description Milliseconds since 1970 */
                changedAt: number;
            }[];
        };
        /** ConversationList */
        ConversationList: {
            items: {
                id: string;
                /** @description Of its newest message, as everything here but the count */
                subject: string;
                from: {
                    name: string;
                    address: string;
                }[];
                messages: number;
                /** @description Milliseconds since 1970 */
                lastAt: number;
                /** @enum {unknown} */
                kind: "mail" | "bounce" | "delay" | "report" | "complaint" | "auto_reply" | "bulk" | null;
                attachments: number;
                /** @description The retention setting took away what it says */
                purged: boolean;
            }[];
            /** @description `before` of the next page; null: this is the last one */
            next: string | null;
        };
        /** CreatedUser */
        CreatedUser: {
            /** User */
            user: {
                id: string;
                name: string;
                email: string | null;
                /** @description Accounts at OpenID providers that the person signs in with */
                accounts: {
                    providerId: string;
                    email: string;
                }[];
                roles: ("administrator" | "manage_data_sources" | "designer" | "payroll_operator" | "approver" | "user")[];
                /** @description The contact (a partner) that an external person works for */
                partner: string | null;
                /**
                 * @description invited: no password and no account yet; temporary: the next sign-in asks for an own password
                 * @enum {unknown}
                 */
                state: "active" | "invited" | "temporary" | "disabled";
                /** @description Until when an open link to choose a password is good, in milliseconds since 1970 */
                linkUntil: number | null;
                /** @description Until when a temporary password is good */
                passwordUntil: number | null;
                /** @description The last sign-in */
                signedInAt: number | null;
                createdAt: number;
                /** @description When an administrator changed the person */
                modifiedAt: number | null;
                modifiedBy: string | null;
                /** @description The ETag */
                version: number;
            };
            /** @description null: with a temporary password */
            invitation: {
                /** @description Shown this once. The link is <address of the page>/invite#<code>. */
                code: string;
                /** @description Milliseconds since 1970 */
                expiresAt: number;
            } | null;
        };
        /** DeclineTask */
        DeclineTask: {
            /** @description Why the e-mail is not sent; it stands in the outbox and in the record. */
            reason: string;
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
        /**
         * DefaultMailboxConnection
         * @description How the default mailbox sends: a connector of its own. It is used once a test mail has proved it.
         */
        DefaultMailboxConnection: {
            /** @description Id of a provider of the catalogue. */
            provider?: string;
            /** @description As those of an email connector: GET connector-types/email. An untouched secret is absent; without From the address of the mailbox stands there. */
            settings: Record<string, never>;
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
            /** @description The connector that the mailbox has of its own; it is `connectorId` once a test mail has proved it. */
            ownConnectorId: string | null;
            /** @description Milliseconds since 1970; null: never set. The ETag. */
            modifiedAt: number | null;
            modifiedBy: string | null;
        };
        /** Disconnected */
        Disconnected: {
            /** @description whether the permission was withdrawn at the provider, too */
            revoked: boolean;
            message: string;
        };
        /** DocumentPasswordImport */
        DocumentPasswordImport: {
            stored: number;
            refused: number;
            /** @description Of the first rows that were refused; no password is in it */
            problems: {
                line: number;
                message: string;
            }[];
        };
        /**
         * DocumentPasswordInput
         * @description The password of one person's PDFs. It is stored sealed and never answered.
         */
        DocumentPasswordInput: {
            /** Format: secret */
            password: string;
        };
        /** DocumentPasswordList */
        DocumentPasswordList: {
            items: {
                owner: string;
                /** @description Milliseconds since 1970 */
                updatedAt: number;
                updatedBy: string;
            }[];
            /** @description `after` of the next page; null: this is the last one */
            next: string | null;
            total: number;
        };
        /** DocumentPasswordStored */
        DocumentPasswordStored: {
            owner: string;
        };
        /** Draft */
        Draft: {
            id: string;
            /** @enum {unknown} */
            kind: "new" | "reply" | "reply_all" | "forward";
            /**
             * @description sent: handed to the outbox; `delivery` says what became of it
             * @enum {unknown}
             */
            state: "open" | "sent";
            /** @description The mailbox of the message that it is about */
            mailboxId: string | null;
            /** @description The message that it is about */
            answersId: string | null;
            /** @description One of /me/senders; null: none is chosen */
            from: string | null;
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
            subject: string;
            /** @description Sanitised; without signature and quoted message */
            html: string;
            signature: boolean;
            quote: boolean;
            attachments: {
                file: string;
                name: string;
                contentType: string;
                /** @description Bytes */
                size: number;
            }[];
            /** @description Others who are answering the same message */
            others: {
                messageId: string;
                name: string;
                /** @description Milliseconds since 1970 */
                since: number;
                /** @description Milliseconds since 1970 */
                changedAt: number;
            }[];
            /** @description Its e-mail in the outbox */
            outboxId: string | null;
            /** @description Of its e-mail; null while it is open */
            delivery: {
                state: string;
                detail: string;
            } | null;
            /** @description What a rule made for you to send, with the sender that it chose; null: nothing of a rule */
            task: {
                /**
                 * @description group: it can be given back
                 * @enum {unknown}
                 */
                performer: "user" | "group";
                /** @description Addressees and sender are as the rule says */
                confidential: boolean;
                /** @description Of a confidential e-mail: names of the files that go along as the rule made them */
                files: string[];
                sender: {
                    id: string;
                    displayName: string;
                    address: string;
                } | null;
            } | null;
            version: number;
            /** @description Milliseconds since 1970 */
            changedAt: number;
        };
        /**
         * DraftInput
         * @description An e-mail that a person writes. It may be incomplete; what is missing is told when it is sent.
         */
        DraftInput: {
            /** @description One of /me/senders, by its id; null: none is chosen yet. */
            from?: string | null;
            to?: components["schemas"]["DraftInput.addressees"];
            cc?: components["schemas"]["DraftInput.addressees"];
            bcc?: components["schemas"]["DraftInput.addressees"];
            subject?: string;
            /** @description What the person writes, without signature and quoted message. Everything but layout and words is taken out when it is saved. */
            html?: string;
            /** @description The signature of the sender's account goes below it. */
            signature?: boolean;
            /** @description The message that it is about goes below it. */
            quote?: boolean;
            attachments?: {
                /** @description An uploaded file of one's own. */
                file: string;
            }[];
        };
        "DraftInput.addressees": {
            name?: string;
            address: string;
        }[];
        /** DraftList */
        DraftList: {
            items: {
                id: string;
                /** @enum {unknown} */
                kind: "new" | "reply" | "reply_all" | "forward";
                /**
                 * @description sent: handed to the outbox; `delivery` says what became of it
                 * @enum {unknown}
                 */
                state: "open" | "sent";
                subject: string;
                to: {
                    name?: string;
                    address: string;
                }[];
                /** @description The mailbox of the message that it is about */
                mailboxId: string | null;
                /** @description The message that it is about */
                answersId: string | null;
                /** @description Of its e-mail; null while it is open */
                delivery: {
                    state: string;
                    detail: string;
                } | null;
                /** @description Milliseconds since 1970 */
                changedAt: number;
            }[];
        };
        /** Egress */
        Egress: {
            /** @description Beside public addresses (MAILRULE_EGRESS_ALLOW) */
            allow: string[];
            /** @description Beside the usual ones of mail and HTTPS (MAILRULE_EGRESS_PORTS) */
            ports: number[];
            /** @description In words */
            text: string;
        };
        /** EmailAccount */
        EmailAccount: {
            id: string;
            address: string;
            provider: string | null;
            /** @description false: its secrets are wiped; it can be connected again. */
            connected: boolean;
            /** @enum {string} */
            state: "incomplete" | "inactive" | "active" | "problematic";
            stateReason: string;
            /** @description milliseconds since 1970 */
            stateAt: number;
            displayName: string;
            /** @description The name in From; empty: none. */
            senderName: string;
            canSend: boolean;
            isDefault: boolean;
            shared: boolean;
            readEmail: boolean;
            signature: string;
            useSignature: boolean;
            /** @description Rules may send from this account, where it is the default one. */
            rulesMaySend: boolean;
            /** @description A stored secret is answered as {"$secret":"stored"}. */
            settings: Record<string, never>;
            /** @description What is still needed. */
            missing: {
                /** @description JSON pointer */
                path: string;
                message: string;
            }[];
            /** @description the ETag */
            version: number;
        };
        /**
         * EmailAccountDefinition
         * @description A mailbox of one's own, as its owner writes it. Secrets in settings: absent keeps the stored one, a text replaces it, null clears it.
         */
        EmailAccountDefinition: {
            /** @description The address of the mailbox; one account for each. */
            address: string;
            /** @description Id of a provider of the catalogue. */
            provider?: string;
            /** @description As those of a connector of the type email. */
            settings: Record<string, never>;
            /** @description Of a new account: Do you want to read email? */
            readEmail?: boolean;
        };
        /** EmailAccountList */
        EmailAccountList: {
            items: {
                id: string;
                address: string;
                provider: string | null;
                /** @description false: its secrets are wiped; it can be connected again. */
                connected: boolean;
                /** @enum {string} */
                state: "incomplete" | "inactive" | "active" | "problematic";
                stateReason: string;
                /** @description milliseconds since 1970 */
                stateAt: number;
                displayName: string;
                /** @description The name in From; empty: none. */
                senderName: string;
                canSend: boolean;
                isDefault: boolean;
                shared: boolean;
                readEmail: boolean;
                signature: string;
                useSignature: boolean;
                /** @description Rules may send from this account, where it is the default one. */
                rulesMaySend: boolean;
                /** @description A stored secret is answered as {"$secret":"stored"}. */
                settings: Record<string, never>;
                /** @description What is still needed. */
                missing: {
                    /** @description JSON pointer */
                    path: string;
                    message: string;
                }[];
                /** @description the ETag */
                version: number;
            }[];
        };
        /**
         * EmailAccountPreferences
         * @description What the owner says about an account; what is absent stays.
         */
        EmailAccountPreferences: {
            /** @description What the owner calls it. */
            displayName?: string;
            /** @description The name beside the address in From; empty: none. */
            senderName?: string;
            /**
             * @description true: new e-mails are written from it; of a person's accounts exactly one is.
             * @constant
             */
            isDefault?: true;
            /** @description The mailbox is shared: several people read it. */
            shared?: boolean;
            /** @description Do you want to read email? */
            readEmail?: boolean;
            /** @description Plain text; goes below e-mails that are written one at a time. */
            signature?: string;
            useSignature?: boolean;
            /** @description Rules may send e-mails from this account in the owner's name, where a field or the owner of a record names them. Off for a new account. */
            rulesMaySend?: boolean;
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
            /** @description Of an event that made more than 500 e-mails: none leaves before a person lets all of them go with `POST /limits/held/approve` and this key. null: they leave by themselves */
            approval: {
                key: string;
                /** @description How many waited when the event was stored */
                mails: number;
                /** @enum {unknown} */
                state: "waiting" | "approved" | "refused";
                /** @description When it was decided, milliseconds since 1970 */
                at: number | null;
                by: string | null;
                reason: string | null;
            } | null;
            rules: {
                ruleId: string;
                name: string;
                fired: boolean;
                trace: Record<string, never>;
                mails: {
                    id: string;
                    state: string;
                }[];
                /** @description Of a rule that is repeated for each row of a table; `leftOut` has the first rows that did not match */
                rows?: {
                    total: number;
                    matching: number;
                    leftOut: {
                        /** @description From 0 */
                        row: number;
                        trace: Record<string, never>;
                    }[];
                };
                /** @description The earlier rule that could not send, so that this one was not asked */
                stoppedBy?: string;
                /** @description Why actions with `ignoreErrors` made nothing; the first twenty */
                ignored?: {
                    /** @description JSON pointer into the rule */
                    action: string;
                    /** @description Of the table, from 0 */
                    row: number | null;
                    code: string;
                    message: string;
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
            /** @description JSON Schema (draft 2020-12) of the facts of this form. A person is an object with format person and the fields name and email. */
            schema: Record<string, never>;
            /** @description What an instance is called, e.g. Leave request */
            process?: string;
            /** @description Instances get numbers that begin so: LR- makes LR-1, LR-2. Absent: they have none. */
            numberPrefix?: string;
            /** @description What an instance can be; it starts as the first one. */
            statuses?: {
                name: string;
                /** @description An instance with this status is done. */
                completed?: boolean;
            }[];
            /** @description Field with the person who owns an instance: an e-mail address, or an object with name and email. Absent or empty: who submits it. */
            ownerField?: string;
            /** @description Address of an instance for people; {id} and {number} stand for its own. */
            link?: string;
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
            /** @description JSON Schema (draft 2020-12) of the facts of this form. A person is an object with format person and the fields name and email. */
            schema: Record<string, never>;
            /** @description What an instance is called, e.g. Leave request */
            process?: string;
            /** @description Instances get numbers that begin so: LR- makes LR-1, LR-2. Absent: they have none. */
            numberPrefix?: string;
            /** @description What an instance can be; it starts as the first one. */
            statuses?: {
                name: string;
                /** @description An instance with this status is done. */
                completed?: boolean;
            }[];
            /** @description Field with the person who owns an instance: an e-mail address, or an object with name and email. Absent or empty: who submits it. */
            ownerField?: string;
            /** @description Address of an instance for people; {id} and {number} stand for its own. */
            link?: string;
        };
        /** FormInstance */
        FormInstance: {
            id: string;
            /** @description Id of the form */
            form: string;
            /** @description Process id; null where the form has no numberPrefix */
            number: string | null;
            process: string;
            /** @description Empty where the form has no statuses */
            status: string;
            completed: boolean;
            owner: {
                name: string;
                email: string;
            };
            /** @description Where people see it, where the form says so */
            link: string | null;
            /** @description Id of the event that made it */
            event: string;
            version: number;
            /** @description Milliseconds since 1970 */
            createdAt: number;
            createdBy: string;
            /** @description Milliseconds since 1970 */
            modifiedAt: number;
            modifiedBy: string;
            /** @description Without the bytes of files */
            values: Record<string, never>;
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
        /** FormInstanceList */
        FormInstanceList: {
            /** @description The newest first, without values */
            items: {
                id: string;
                /** @description Id of the form */
                form: string;
                /** @description Process id; null where the form has no numberPrefix */
                number: string | null;
                process: string;
                /** @description Empty where the form has no statuses */
                status: string;
                completed: boolean;
                owner: {
                    name: string;
                    email: string;
                };
                /** @description Where people see it, where the form says so */
                link: string | null;
                /** @description Id of the event that made it */
                event: string;
                version: number;
                /** @description Milliseconds since 1970 */
                createdAt: number;
                createdBy: string;
                /** @description Milliseconds since 1970 */
                modifiedAt: number;
                modifiedBy: string;
            }[];
            /** @description For `after`; null on the last page */
            next: string | null;
        };
        /** FormList */
        FormList: {
            items: {
                id: string;
                name: string;
                /** @description JSON Schema (draft 2020-12) of the facts of this form. A person is an object with format person and the fields name and email. */
                schema: Record<string, never>;
                /** @description What an instance is called, e.g. Leave request */
                process?: string;
                /** @description Instances get numbers that begin so: LR- makes LR-1, LR-2. Absent: they have none. */
                numberPrefix?: string;
                /** @description What an instance can be; it starts as the first one. */
                statuses?: {
                    name: string;
                    /** @description An instance with this status is done. */
                    completed?: boolean;
                }[];
                /** @description Field with the person who owns an instance: an e-mail address, or an object with name and email. Absent or empty: who submits it. */
                ownerField?: string;
                /** @description Address of an instance for people; {id} and {number} stand for its own. */
                link?: string;
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
        /** Group */
        Group: {
            id: string;
            name: string;
            /** @description Ids of people, by their names */
            members: string[];
            /** @description Milliseconds since 1970 */
            createdAt: number;
            createdBy: string;
            modifiedAt: number;
            modifiedBy: string;
            /** @description The ETag */
            version: number;
        };
        /** GroupInput */
        GroupInput: {
            /** @description Large and small letters do not tell names apart. */
            name: string;
            /** @description Ids of people. May be empty. */
            members: string[];
        };
        /** GroupList */
        GroupList: {
            items: {
                id: string;
                name: string;
                /** @description Ids of people, by their names */
                members: string[];
                /** @description Milliseconds since 1970 */
                createdAt: number;
                createdBy: string;
                modifiedAt: number;
                modifiedBy: string;
                /** @description The ETag */
                version: number;
            }[];
        };
        /**
         * GuardChange
         * @description What keeps an installation that is not the real one from writing to real people.
         */
        GuardChange: {
            /**
             * @description capture: nothing leaves; redirect: everything goes to one address; allow_list: only these addresses get e-mail, the rest is captured
             * @enum {unknown}
             */
            mode: "off" | "capture" | "redirect" | "allow_list";
            /** @description Of redirect: the address that gets everything */
            redirectTo?: string | null;
            /** @description Of allow_list: addresses, and whole domains as @example.com */
            allowed?: string[];
        };
        /** GuardSetting */
        GuardSetting: {
            /** @enum {unknown} */
            mode: "off" | "capture" | "redirect" | "allow_list";
            redirectTo: string | null;
            allowed: string[];
            /** @description Of the environment (MAILRULE_GUARD); the setting cannot weaken it */
            configured: {
                /** @enum {unknown} */
                mode: "off" | "capture" | "redirect" | "allow_list";
                redirectTo: string | null;
                allowed: string[];
            };
            /** @description What is in force, in one sentence; null: nothing */
            text: string | null;
            /** @description Milliseconds since 1970; null: never set. The ETag. */
            modifiedAt: number | null;
            modifiedBy: string | null;
        };
        /** GuardStatus */
        GuardStatus: {
            /** @description What is in force, in one sentence; null: nothing */
            text: string | null;
            /** @description Who stopped all sending, and why; null: nobody */
            stopped: {
                reason: string;
                by: string;
                /** @description Milliseconds since 1970 */
                at: number;
            } | null;
        };
        /** HeldByLimits */
        HeldByLimits: {
            items: {
                key: string;
                /**
                 * @description event: it made more e-mails than leave by themselves
                 * @enum {unknown}
                 */
                kind: "connector" | "rule" | "recipient" | "event";
                /** @description Of the connector or the rule, the address, or the first rule of the event */
                name: string;
                /** @description E-mails that wait */
                count: number;
                /** @description Milliseconds since 1970 */
                oldestAt: number;
                /** @description Id of who caused the event: with four eyes (setting of runs) somebody else lets it go */
                causedBy: string | null;
            }[];
        };
        /** ImportResult */
        ImportResult: {
            created: string[];
            updated: string[];
        };
        /** InstanceChangeInput */
        InstanceChangeInput: {
            /** @description All values of the instance, as the schema of its form wants them */
            values: Record<string, never>;
            status?: string;
        };
        /** InstanceStatusInput */
        InstanceStatusInput: {
            /** @description One of the statuses of the form */
            status: string;
        };
        /** Invitation */
        Invitation: {
            /** @description From the link that an administrator handed over. */
            code: string;
        };
        /** InvitationLink */
        InvitationLink: {
            /** @description Shown this once. The link is <address of the page>/invite#<code>. */
            code: string;
            /** @description Milliseconds since 1970 */
            expiresAt: number;
        };
        /** InvitationPassword */
        InvitationPassword: {
            /** @description From the link that an administrator handed over. */
            code: string;
            /** @description Not the name. */
            password: string;
        };
        /** Invited */
        Invited: {
            name: string;
        };
        /** KeyList */
        KeyList: {
            keys: {
                /** @description Of a digest of the key */
                id: string;
                /**
                 * @description missing: not among the keys that are given; what it sealed cannot be opened
                 * @enum {string}
                 */
                role: "active" | "old" | "missing";
                values: number;
                sealed: {
                    what: string;
                    values: number;
                }[];
            }[];
        };
        /** LimitDecided */
        LimitDecided: {
            count: number;
        };
        /**
         * LimitDecision
         * @description What becomes of the e-mails that one limit holds.
         */
        LimitDecision: {
            /** @description As the list has it, e.g. rule:<id> */
            key: string;
            reason?: string;
        };
        /** LimitUse */
        LimitUse: {
            items: {
                key: string;
                /** @enum {unknown} */
                kind: "connector" | "rule" | "recipient";
                /** @description Of the connector or the rule, or the address */
                name: string;
                /** @description E-mails that left in this hour */
                count: number;
            }[];
        };
        /** MailHourList */
        MailHourList: {
            items: {
                /** @description Begin of the hour, milliseconds since 1970 */
                from: number;
                sent: number;
                /** @description Queued, held, being sent, or of unknown outcome */
                waiting: number;
                /** @description Refused or returned */
                failed: number;
            }[];
        };
        /** MailboxList */
        MailboxList: {
            items: {
                connectorId: string;
                displayName: string;
                /** @description When its inbox was last read; null: never */
                checkedAt: number | null;
                /** @description Why it could not be read the last time */
                problem: string | null;
                /** @description Reports about e-mails of this server that were found in it */
                reports: number;
                /** @description When it is read next, where it sent something in the last days */
                dueAt: number;
            }[];
        };
        /** MailboxLook */
        MailboxLook: {
            /** @description New messages whose headers were read */
            seen: number;
            /** @description Reports about e-mails of this server */
            reports: number;
        };
        /** MailboxMessageList */
        MailboxMessageList: {
            items: {
                id: string;
                /** @enum {unknown} */
                state: "stored" | "read" | "quarantined" | "dropped";
                /** @description Why it could not be read */
                problem: string | null;
                /** @enum {unknown} */
                kind: "mail" | "bounce" | "delay" | "report" | "complaint" | "auto_reply" | "bulk" | null;
                /** @description Bytes */
                size: number;
                /** @description Milliseconds since 1970 */
                receivedAt: number;
                /** @description The e-mail of the outbox that it is about */
                outboxId: string | null;
            }[];
            next: string | null;
        };
        /**
         * MailboxSettings
         * @description How the inbox of a connector is read; what is absent stays.
         */
        MailboxSettings: {
            /** Do you want to read email? */
            read?: string & ("off" | "relevant" | "inbox");
            /** Mark what is read here as read in the mailbox, too */
            markAsRead?: boolean;
            /** How many days the first reading goes back */
            firstDays?: number;
            /**
             * Read it every so many minutes
             * @description What the server announces is read at once, and so is what somebody asks for; after something came in it is looked at more often.
             */
            everyMinutes?: number;
            /**
             * From which day on it is read
             * Format: date
             * @description Instead of the number of days; null: that number counts
             */
            readFrom?: string | null;
            /** Name of the server whose Authentication-Results are believed (RFC 8601), e.g. mx.google.com; empty: none */
            authServer?: string;
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
        /** NewDraft */
        NewDraft: {
            /**
             * @description Default new. The others are about a message: addressees, subject and files are filled in from it.
             * @enum {unknown}
             */
            kind?: "new" | "reply" | "reply_all" | "forward";
            /** @description Where the message is; of a new one: the mailbox that it is written from. */
            mailbox?: string;
            message?: string;
        };
        /** NewToken */
        NewToken: {
            /** @description What the token is for. */
            name: string;
            /** @description Absent: 90. null: it does not expire, so a copy that somebody took works until it is revoked. */
            expiresInDays?: number | null;
            /** @description Of your roles, those that the token gets. Absent: all that you have now; it never gets one that you get later. */
            roles?: ("administrator" | "manage_data_sources" | "designer" | "payroll_operator" | "approver" | "user")[];
            /** @description Id of the only connector that the token is about: it may call /connectors/:id and what is below. */
            connector?: string;
            /** @description Id of the only rule that the token is about: it may call /rules/:id and what is below, and POST /events, where no other rule runs. */
            rule?: string;
        };
        /** NewTokenAnswer */
        NewTokenAnswer: {
            id: string;
            name: string;
            /** @description Milliseconds since 1970 */
            createdAt: number;
            /** @description null: it does not expire */
            expiresAt: number | null;
            /** @description At most these, as far as you still have them. null, of an old token: all of yours */
            roles: ("administrator" | "manage_data_sources" | "designer" | "payroll_operator" | "approver" | "user")[] | null;
            /** @description The only thing that it is about; null: everything */
            about: {
                /** @enum {unknown} */
                kind: "connector" | "rule";
                id: string;
                /** @description null: it was deleted */
                name: string | null;
            } | null;
            /** @description Send as "Authorization: Bearer <token>" */
            token: string;
        };
        /** NewUser */
        NewUser: {
            /** @description To sign in with; large and small letters do not tell names apart. */
            name: string;
            /**
             * Format: email
             * @description The person's own. By it the account of an OpenID provider is recognised at the first sign-in; no two people have one.
             */
            email?: string;
            roles: ("administrator" | "manage_data_sources" | "designer" | "payroll_operator" | "approver" | "user")[];
            /** @description Id of the contact (a partner) that an external person works for. Data sources are open to such people only where their security says so (enableB2B). */
            partner?: string;
            /** @description Instead of an invitation. Good for one sign-in within seven days, at which the person chooses the own one. Not the name. */
            temporaryPassword?: string;
        };
        /** NextRuns */
        NextRuns: {
            text: string;
            /** @description At most five; empty: it would never run */
            runs: number[];
        };
        /**
         * OauthApp
         * @description The application as it is registered at a provider, for signing in with OAuth 2.0.
         */
        OauthApp: {
            /**
             * @description authorization_code: a person consents for each mailbox. client_credentials: the application itself may open mailboxes. service_account: a service account signs for a mailbox (RFC 7523).
             * @default authorization_code
             * @enum {unknown}
             */
            grant: "authorization_code" | "client_credentials" | "service_account";
            /** @description Application (client) ID; of a service account its address. */
            clientId: string;
            /** @description Client secret, or the private key (PEM, or the whole JSON key file) of a service account. Absent keeps what is stored, null clears it; it is never answered. */
            secret?: string | null;
            /** @description OpenID issuer, where it is not the one that is known of the provider. */
            issuer?: string | null;
            /** @description At Microsoft: the tenant's ID or domain; without it organizations or consumers. */
            tenant?: string | null;
            /** @description Further scopes without which the mailbox cannot be used. */
            extraScopes?: string[];
        };
        /** OauthApplication */
        OauthApplication: {
            providerId: string;
            label: string;
            /** @description as in "Authenticate with Google" */
            name: string;
            /** @description complete enough to be used */
            ready: boolean;
            /** @enum {string} */
            grant: "authorization_code" | "client_credentials" | "service_account";
            grants: ("authorization_code" | "client_credentials" | "service_account")[];
            clientId: string | null;
            /** @description A stored secret is answered as {"$secret":"stored"}. */
            secret: {
                $secret: string;
            } | null;
            issuer: string | null;
            tenant: string | null;
            extraScopes: string[];
            /** @description What is used where nothing is entered. */
            defaults: {
                issuer: string | null;
                tenant: string | null;
                scopes: string[];
            };
            /** @description To be registered at the provider; null: MAILRULE_PUBLIC_URL is missing. */
            redirectUri: string | null;
            help: string | null;
            /** @description the ETag; 0: nothing is stored */
            version: number;
            /** @description milliseconds since 1970 */
            modifiedAt: number | null;
            modifiedBy: string | null;
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
            senderReason: "global_forced" | "rule" | "runtime" | "account" | "global_fallback" | "default" | "person" | "writer" | null;
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
            cause: "rule" | "api" | "test" | "resend" | "person";
            eventId: string | null;
            ruleId: string | null;
            /** @description null: no rule, or it was deleted */
            ruleName: string | null;
            ruleVersion: number | null;
            /** @description The template of the library that its texts are from */
            templateId: string | null;
            /** @description null: no template, or it was deleted */
            templateName: string | null;
            templateVersion: number | null;
            /** @description Of the text that was taken: BCP 47, or default */
            templateLanguage: string | null;
            /** @description The payroll run that it belongs to */
            runId: string | null;
            /** @description Milliseconds since 1970 */
            createdAt: number;
            /** @description When the retention setting deleted its content; null: it is stored */
            purgedAt: number | null;
            delivery: {
                id: string;
                /** @description Who let it go although a limit held it */
                approvedBy: string | null;
                /** @description Of its recipient, where its run sends by the clocks of the recipients */
                timeZone: string | null;
                /** @description The limit that holds it */
                limitKey: string | null;
                connectorId: string | null;
                /** @enum {unknown} */
                state: "held" | "queued" | "sending" | "dot_pending" | "accepted" | "uncertain" | "failed" | "cancelled" | "bounced";
                /** @enum {unknown} */
                heldReason: "event" | "approval" | "paused" | "send_window" | "connector" | "guard" | "limit" | "right" | "suppressed" | "unregistered" | "missing_value" | "declined" | null;
                /** @description The address of the guard that gets it instead of its recipients */
                redirectedTo: string | null;
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
                state: "pending" | "accepted" | "failed" | "retry" | "bounced" | "suppressed";
                code: number | null;
                response: string | null;
            }[];
            attempts: {
                deliveryId: string;
                id: string;
                /** @enum {unknown} */
                kind: "smtp" | "sent_copy" | "look" | "recovery" | "person" | "report" | "rule";
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
            /** @description Files that it has as links to this server */
            links: {
                id: string;
                position: number;
                name: string;
                contentType: string;
                /** @description Bytes */
                size: number;
                sha256: string;
                /** @enum {unknown} */
                state: "open" | "expired" | "revoked" | "deleted";
                /** @description Milliseconds since 1970 */
                createdAt: number;
                /** @description Milliseconds since 1970 */
                expiresAt: number;
                /** @description Milliseconds since 1970 */
                revokedAt: number | null;
                revokedBy: string | null;
                downloads: number;
                /** @description Milliseconds since 1970 */
                lastDownloadAt: number | null;
            }[];
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
                heldReason: "event" | "approval" | "paused" | "send_window" | "connector" | "guard" | "limit" | "right" | "suppressed" | "unregistered" | "missing_value" | "declined" | null;
                subject: string;
                /** @description The subject is empty because this reader may not see it: nobody sees what people write from mailboxes of their own, a form designer no payroll */
                closed: boolean;
                from: string;
                /** @description All recipients, Cc and Bcc included */
                to: string[];
                connectorId: string | null;
                connectorName: string | null;
                /** @enum {unknown} */
                senderReason: "global_forced" | "rule" | "runtime" | "account" | "global_fallback" | "default" | "person" | "writer" | null;
                /** @description Why this connector sends, in one sentence; null: no sender yet */
                senderReasonText: string | null;
                /** @enum {unknown} */
                cause: "rule" | "api" | "test" | "resend" | "person";
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
            senderReason: "global_forced" | "rule" | "runtime" | "account" | "global_fallback" | "default" | "person" | "writer" | null;
            cause: {
                /** @enum {unknown} */
                kind: "rule" | "api" | "test" | "resend" | "person";
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
                state: "pending" | "accepted" | "failed" | "retry" | "bounced" | "suppressed";
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
                kind: "smtp" | "sent_copy" | "look" | "recovery" | "person" | "report" | "rule";
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
                kind: "begin" | "created" | "marker" | "reply" | "copy" | "copy_read" | "look" | "recovery" | "ended" | "decision" | "run" | "purge" | "link" | "address" | "owner" | "document" | "redirect" | "suppressed" | "unregistered" | "confirmed_address" | "comparison" | "bounce" | "answer";
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
        /** OwnSignIn */
        OwnSignIn: {
            /**
             * @description own: you have one; off: you have one, and passwords are switched off for you; none: you have none
             * @enum {unknown}
             */
            password: "own" | "off" | "none";
            /** @description Names of the providers at which you have an account, those that are switched on */
            providers: string[];
        };
        /** PasswordChange */
        PasswordChange: {
            /** @description The present password. */
            current: string;
            /** @description The new one. Not the name. */
            password: string;
        };
        /** People */
        People: {
            users: {
                id: string;
                name: string;
                disabled: boolean;
            }[];
            groups: {
                id: string;
                name: string;
                /** @description How many people are in it */
                size: number;
                /** @description Whether the caller is in it */
                mine: boolean;
            }[];
        };
        /**
         * PersonalAccountList
         * @description That they exist and whether they work: nothing of their settings, and no mail.
         */
        PersonalAccountList: {
            items: {
                id: string;
                address: string;
                provider: string | null;
                /** @description false: its secrets are wiped; it can be connected again. */
                connected: boolean;
                /** @enum {string} */
                state: "incomplete" | "inactive" | "active" | "problematic";
                stateReason: string;
                /** @description milliseconds since 1970 */
                stateAt: number;
                owner: {
                    id: string;
                    name: string;
                };
            }[];
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
            /** @description How people sign in with OAuth 2.0 here; the application itself is registered by an administrator. */
            oauth?: {
                /** @description as in 'Authenticate with Google' */
                name: string;
                /** @description OpenID issuer; {tenant} stands for the tenant of the application. */
                issuer: string;
                /** @description What {tenant} is where the application names none. */
                tenant?: string;
                /** @description Without each of these the mailbox cannot be used. */
                mailScopes: string[];
                /** @description Asked for as well: who consents, and a lasting permission. */
                otherScopes: string[];
                /** @description For an application that opens mailboxes without a person (client credentials). */
                applicationScopes?: string[];
                /** @description true: service accounts sign for a mailbox (RFC 7523). */
                serviceAccounts?: boolean;
                authorizationParameters?: {
                    [key: string]: string;
                };
                /** @description true: each renewal gives a new refresh token. */
                rotatesRefreshTokens?: boolean;
                /** @description Days after which a person has to consent again, where that is known. */
                consentDays?: number;
                /**
                 * Format: uri
                 * @description How an application is registered.
                 */
                help?: string;
            };
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
            /** @description false: nothing is read from its mailboxes. */
            receive: boolean;
            /** @description false: nothing is sent through it; what is queued waits. */
            send: boolean;
            /** Format: uri */
            help?: string;
            notes?: string;
            /**
             * @description Shipped with the program, shipped and changed here, or added here.
             * @enum {string}
             */
            origin: "shipped" | "changed" | "own";
            /** @description the ETag; 0 while it is as it was shipped */
            version: number;
            /** @description milliseconds since 1970 */
            modifiedAt: number | null;
            modifiedBy: string | null;
        };
        /**
         * ProviderDefinition
         * @description An e-mail provider as an administrator writes it. The two hosts are needed (that of IMAP unless receive is false); what is not said is filled in: IMAP on port 993 with SSL/TLS, SMTP on port 587 with STARTTLS.
         */
        ProviderDefinition: {
            /** @description Only when it is added: a name that connectors know it by. It never changes; made from the label where nothing is said. */
            id?: string;
            /** @description How people know it. Where nothing is said: its first domain, else the SMTP host. */
            label?: string;
            /** @enum {string} */
            serviceType?: "imap";
            /** @description Domains of addresses by which it is recognised; a leading '*.' stands for any subdomain, a trailing '.*' for any ending. No two providers have the same. */
            domains?: string[];
            /** @description Endings of the mail exchangers of other domains it serves. */
            mx?: string[];
            imap?: components["schemas"]["ProviderDefinition.server"];
            smtp: components["schemas"]["ProviderDefinition.server"];
            smtpAlternatives?: {
                port: components["schemas"]["ProviderDefinition.port"];
                security: components["schemas"]["ProviderDefinition.security"];
            }[];
            /** @description Names in braces in a host, and the values they may have. */
            placeholders?: {
                [key: string]: string[];
            };
            /** @description How people sign in; a password where nothing is said. */
            auth?: ("password" | "app_password" | "oauth2" | "none")[];
            loginHelp?: string;
            sentFolder?: string;
            /**
             * @description server: the provider files sent mail by itself; client: it never does; detect, where nothing is said: look before filing.
             * @enum {string}
             */
            sentCopy?: "server" | "client" | "detect";
            /** @description For each of its mailboxes, where the connector says nothing else. */
            limits?: {
                connections?: number;
                messagesPerMinute?: number;
                recipientsPerDay?: number;
            };
            /** @description Applies to all its mailboxes. false: nothing is read. */
            receive?: boolean;
            /** @description Applies to all its mailboxes. false: nothing is sent; what is queued waits. */
            send?: boolean;
            /** @description Address of the provider's own help; empty: none. */
            help?: string;
            notes?: string;
        };
        "ProviderDefinition.port": number;
        /** @enum {string} */
        "ProviderDefinition.security": "implicit" | "starttls" | "none";
        "ProviderDefinition.server": {
            /** Format: mail-host */
            host: string;
            port?: components["schemas"]["ProviderDefinition.port"];
            security?: components["schemas"]["ProviderDefinition.security"];
            /**
             * @description What the user name is: the whole address (where nothing is said), the part before @, or something typed.
             * @enum {string}
             */
            login?: "address" | "local_part" | "typed";
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
                /** @description How people sign in with OAuth 2.0 here; the application itself is registered by an administrator. */
                oauth?: {
                    /** @description as in 'Authenticate with Google' */
                    name: string;
                    /** @description OpenID issuer; {tenant} stands for the tenant of the application. */
                    issuer: string;
                    /** @description What {tenant} is where the application names none. */
                    tenant?: string;
                    /** @description Without each of these the mailbox cannot be used. */
                    mailScopes: string[];
                    /** @description Asked for as well: who consents, and a lasting permission. */
                    otherScopes: string[];
                    /** @description For an application that opens mailboxes without a person (client credentials). */
                    applicationScopes?: string[];
                    /** @description true: service accounts sign for a mailbox (RFC 7523). */
                    serviceAccounts?: boolean;
                    authorizationParameters?: {
                        [key: string]: string;
                    };
                    /** @description true: each renewal gives a new refresh token. */
                    rotatesRefreshTokens?: boolean;
                    /** @description Days after which a person has to consent again, where that is known. */
                    consentDays?: number;
                    /**
                     * Format: uri
                     * @description How an application is registered.
                     */
                    help?: string;
                };
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
                /** @description false: nothing is read from its mailboxes. */
                receive: boolean;
                /** @description false: nothing is sent through it; what is queued waits. */
                send: boolean;
                /** Format: uri */
                help?: string;
                notes?: string;
                /**
                 * @description Shipped with the program, shipped and changed here, or added here.
                 * @enum {string}
                 */
                origin: "shipped" | "changed" | "own";
                /** @description the ETag; 0 while it is as it was shipped */
                version: number;
                /** @description milliseconds since 1970 */
                modifiedAt: number | null;
                modifiedBy: string | null;
            };
            imap?: Record<string, never>;
            smtp?: Record<string, never>;
            message?: string;
        };
        /** ProviderUses */
        ProviderUses: {
            /** @description What keeps it from being deleted, by display name. */
            connectors: {
                id: string;
                displayName: string;
                /** @description Somebody's own mailbox: nobody else opens it. */
                personal: boolean;
            }[];
        };
        /** ReceivedEventList */
        ReceivedEventList: {
            items: {
                id: string;
                /** @description Id of the received e-mail here */
                messageId: string;
                /** @enum {unknown} */
                state: "waiting" | "fired" | "not_fired" | "capped" | "own" | "rule_off" | "failed";
                /** @description Why, in words */
                detail: string;
                eventId: string | null;
                /** @description Milliseconds since 1970 */
                receivedAt: number;
                /** @description Milliseconds since 1970 */
                decidedAt: number | null;
            }[];
            next: string | null;
        };
        /** ReceivedMessageView */
        ReceivedMessageView: {
            /** @description What it says, without any layout */
            text: string;
            /** @description Where its sanitised HTML is, beside this address; null: it has none */
            page: string | null;
            /** @description It is longer than what is shown */
            cut: boolean;
            /** @description Pictures from elsewhere; they are never fetched */
            leftOutPictures: number;
            attachments: {
                filename: string;
                contentType: string;
                /** @description Bytes */
                size: number;
                inline: boolean;
            }[];
        };
        /** ReceivingMailbox */
        ReceivingMailbox: {
            /** @description That of its connector or account */
            id: string;
            displayName: string;
            /** @description false: it belongs to the organisation */
            own: boolean;
            /** @enum {unknown} */
            read: "off" | "relevant" | "inbox";
            markAsRead: boolean;
            /** @description How many days the first reading goes back */
            firstDays: number;
            /** @description Instead of that, the first day that is read: 2026-10-01 */
            readFrom: string | null;
            /** @description It is read anew so often, and at once when the server announces something */
            everyMinutes: number;
            /** @description Name of the server whose Authentication-Results are believed; empty: nothing is */
            authServer: string;
            /**
             * @description none: there is nothing to read here
             * @enum {unknown}
             */
            state: "waiting" | "watching" | "failed" | "none";
            /** @description Why the last connection failed; empty: it did not */
            problem: string;
            /** @description When it was last read to its end */
            syncedAt: number | null;
            /** @description When the mail server last answered */
            provenAt: number | null;
            /** @description Connections in a row that did not last */
            failures: number;
            /** @description When it is looked at next */
            dueAt: number;
            /** @description The process that reads it now: host and process id; null: none */
            process: string | null;
            counts: {
                /** @description Stored and not read yet */
                stored: number;
                read: number;
                /** @description Could not be read */
                quarantined: number;
                /** @description Looked at and of no concern: nothing of them is stored */
                dropped: number;
            };
        };
        /** ReceivingMailboxList */
        ReceivingMailboxList: {
            items: {
                /** @description That of its connector or account */
                id: string;
                displayName: string;
                /** @description false: it belongs to the organisation */
                own: boolean;
                /** @enum {unknown} */
                read: "off" | "relevant" | "inbox";
                markAsRead: boolean;
                /** @description How many days the first reading goes back */
                firstDays: number;
                /** @description Instead of that, the first day that is read: 2026-10-01 */
                readFrom: string | null;
                /** @description It is read anew so often, and at once when the server announces something */
                everyMinutes: number;
                /** @description Name of the server whose Authentication-Results are believed; empty: nothing is */
                authServer: string;
                /**
                 * @description none: there is nothing to read here
                 * @enum {unknown}
                 */
                state: "waiting" | "watching" | "failed" | "none";
                /** @description Why the last connection failed; empty: it did not */
                problem: string;
                /** @description When it was last read to its end */
                syncedAt: number | null;
                /** @description When the mail server last answered */
                provenAt: number | null;
                /** @description Connections in a row that did not last */
                failures: number;
                /** @description When it is looked at next */
                dueAt: number;
                /** @description The process that reads it now: host and process id; null: none */
                process: string | null;
                counts: {
                    /** @description Stored and not read yet */
                    stored: number;
                    read: number;
                    /** @description Could not be read */
                    quarantined: number;
                    /** @description Looked at and of no concern: nothing of them is stored */
                    dropped: number;
                };
            }[];
        };
        /** RecipientChoices */
        RecipientChoices: {
            users: {
                id: string;
                name: string;
                hasAddress: boolean;
            }[];
            groups: {
                id: string;
                name: string;
                /** @description How many people are in it */
                size: number;
            }[];
            partners: {
                id: string;
                name: string;
                /** @enum {unknown} */
                kind: "contact" | "partner";
                company: string | null;
                /** @description The primary one */
                address: string | null;
            }[];
        };
        /** Retention */
        Retention: {
            /** @description Days after which the body and the attachments of a finished e-mail, uploaded files, and what received messages say, are deleted; null: never. */
            contentDays: number | null;
            /** @description Days after the end of a payroll run after which its uploads, its documents and the values of its rows are deleted; null: never. */
            runDays: number | null;
        };
        /** RetentionDue */
        RetentionDue: {
            /** @description null: never */
            contentDays: number | null;
            /** @description null: never */
            runDays: number | null;
            mails: {
                count: number;
                /** @description Bytes */
                bytes: number;
            };
            files: {
                count: number;
                /** @description Bytes */
                bytes: number;
            };
            received: {
                count: number;
                /** @description Bytes */
                bytes: number;
            };
            runs: {
                count: number;
                rows: number;
                documents: number;
                /** @description Bytes */
                bytes: number;
            };
        };
        /** RetentionSetting */
        RetentionSetting: {
            /** @description Days after which the body and the attachments of a finished e-mail, uploaded files, and what received messages say, are deleted; null: never. */
            contentDays: number | null;
            /** @description Days after the end of a payroll run after which its uploads, its documents and the values of its rows are deleted; null: never. */
            runDays: number | null;
            /** @description Milliseconds since 1970; null: never set. The ETag. */
            modifiedAt: number | null;
            modifiedBy: string | null;
        };
        /** RevokedLinks */
        RevokedLinks: {
            /** @description How many links there were that nobody had taken back */
            revoked: number;
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
            forEach?: components["schemas"]["Rule.forEach"];
            /** @default true */
            enabled: boolean;
            version: number;
            /** @description Milliseconds since 1970 */
            createdAt: number;
            createdBy: string;
            /** @description Milliseconds since 1970 */
            modifiedAt: number;
            modifiedBy: string;
            /** @description A change that waits for a second person; what runs is the rule beside it. Absent: there is none */
            proposed?: {
                /** @description The rule as it is to be, as it was sent */
                rule: Record<string, never>;
                by: string;
                byId: string;
                /** @description Milliseconds since 1970; what `approve` and `decline` ask for */
                at: number;
                /** @description Of the rule that it changes */
                version: number;
            };
        };
        "Rule.action": {
            action: string;
            params: Record<string, never>;
            /** @description Written into the form when an e-mail of this action was accepted, failed, came back or was cancelled */
            outcome?: {
                /** @description The field of the form for each part */
                fields: {
                    messageId?: components["schemas"]["Rule.field"];
                    accepted?: components["schemas"]["Rule.field"];
                    rejected?: components["schemas"]["Rule.field"];
                    state?: components["schemas"]["Rule.field"];
                    errorClass?: components["schemas"]["Rule.field"];
                    error?: components["schemas"]["Rule.field"];
                    at?: components["schemas"]["Rule.field"];
                };
            };
            onFailure?: {
                /** @description Id or name of the rule that runs with the same facts when an e-mail of this action fails or comes back */
                rule: string;
            };
            /** @description The later rules of the trigger are not run where an e-mail of this action cannot be sent for now */
            stopOnFailure?: boolean;
            /** @description Where this action cannot make an e-mail of the facts, the event goes on without it and says why; otherwise the whole event is refused */
            ignoreErrors?: boolean;
        };
        "Rule.field": string;
        /**
         * ForEach
         * @description The actions run once for each row of a table, which they see as `row`.
         */
        "Rule.forEach": {
            /** @description A table of the form */
            field: string;
            /** @description json-rules-engine conditions, asked for each row; rows that do not match are left out */
            conditions?: Record<string, never>;
            /** @description Run once, before the rows */
            before?: components["schemas"]["Rule.action"][];
            /** @description Run once, after the rows */
            after?: components["schemas"]["Rule.action"][];
        };
        "Rule.trigger": {
            /** @constant */
            kind: "form";
            /** @description Id of the form */
            form: string;
            /**
             * @description mail_failure: only when another rule names it in onFailure
             * @enum {unknown}
             */
            event: "submit" | "save" | "load" | "status_change" | "field_change" | "mail_failure";
            /** @description Of field_change: only when one of these fields changed */
            fields?: string[];
            /** @description Of status_change: only from one of these statuses */
            from?: string[];
            /** @description Of status_change: only to one of these statuses */
            to?: string[];
        } | {
            /** @constant */
            kind: "workflow";
            event: string;
            /** @description Form whose schema the facts must fit */
            form?: string;
        } | {
            /** @constant */
            kind: "email-received";
            /** @description Id of the data source whose mailbox is read */
            mailbox: string;
            /** @description Also for e-mails that programs made: reports, absences, newsletters; default false */
            automatic?: boolean;
            /** @description How often the rule fires for one sender in 24 hours; default 3 */
            most?: number;
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
        /**
         * RuleDecision
         * @description What a person decides about a proposed change of a rule.
         */
        RuleDecision: {
            /** @description Of the proposal that the person saw; another one is not decided */
            proposedAt: number;
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
            forEach?: components["schemas"]["RuleInput.forEach"];
            /** @default true */
            enabled: boolean;
        };
        "RuleInput.action": {
            action: string;
            params: Record<string, never>;
            /** @description Written into the form when an e-mail of this action was accepted, failed, came back or was cancelled */
            outcome?: {
                /** @description The field of the form for each part */
                fields: {
                    messageId?: components["schemas"]["RuleInput.field"];
                    accepted?: components["schemas"]["RuleInput.field"];
                    rejected?: components["schemas"]["RuleInput.field"];
                    state?: components["schemas"]["RuleInput.field"];
                    errorClass?: components["schemas"]["RuleInput.field"];
                    error?: components["schemas"]["RuleInput.field"];
                    at?: components["schemas"]["RuleInput.field"];
                };
            };
            onFailure?: {
                /** @description Id or name of the rule that runs with the same facts when an e-mail of this action fails or comes back */
                rule: string;
            };
            /** @description The later rules of the trigger are not run where an e-mail of this action cannot be sent for now */
            stopOnFailure?: boolean;
            /** @description Where this action cannot make an e-mail of the facts, the event goes on without it and says why; otherwise the whole event is refused */
            ignoreErrors?: boolean;
        };
        "RuleInput.field": string;
        /**
         * ForEach
         * @description The actions run once for each row of a table, which they see as `row`.
         */
        "RuleInput.forEach": {
            /** @description A table of the form */
            field: string;
            /** @description json-rules-engine conditions, asked for each row; rows that do not match are left out */
            conditions?: Record<string, never>;
            /** @description Run once, before the rows */
            before?: components["schemas"]["RuleInput.action"][];
            /** @description Run once, after the rows */
            after?: components["schemas"]["RuleInput.action"][];
        };
        "RuleInput.trigger": {
            /** @constant */
            kind: "form";
            /** @description Id of the form */
            form: string;
            /**
             * @description mail_failure: only when another rule names it in onFailure
             * @enum {unknown}
             */
            event: "submit" | "save" | "load" | "status_change" | "field_change" | "mail_failure";
            /** @description Of field_change: only when one of these fields changed */
            fields?: string[];
            /** @description Of status_change: only from one of these statuses */
            from?: string[];
            /** @description Of status_change: only to one of these statuses */
            to?: string[];
        } | {
            /** @constant */
            kind: "workflow";
            event: string;
            /** @description Form whose schema the facts must fit */
            form?: string;
        } | {
            /** @constant */
            kind: "email-received";
            /** @description Id of the data source whose mailbox is read */
            mailbox: string;
            /** @description Also for e-mails that programs made: reports, absences, newsletters; default false */
            automatic?: boolean;
            /** @description How often the rule fires for one sender in 24 hours; default 3 */
            most?: number;
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
                forEach?: components["schemas"]["RuleList.forEach"];
                /** @default true */
                enabled: boolean;
                version: number;
                /** @description Milliseconds since 1970 */
                createdAt: number;
                createdBy: string;
                /** @description Milliseconds since 1970 */
                modifiedAt: number;
                modifiedBy: string;
                /** @description A change that waits for a second person; what runs is the rule beside it. Absent: there is none */
                proposed?: {
                    /** @description The rule as it is to be, as it was sent */
                    rule: Record<string, never>;
                    by: string;
                    byId: string;
                    /** @description Milliseconds since 1970; what `approve` and `decline` ask for */
                    at: number;
                    /** @description Of the rule that it changes */
                    version: number;
                };
            }[];
        };
        "RuleList.action": {
            action: string;
            params: Record<string, never>;
            /** @description Written into the form when an e-mail of this action was accepted, failed, came back or was cancelled */
            outcome?: {
                /** @description The field of the form for each part */
                fields: {
                    messageId?: components["schemas"]["RuleList.field"];
                    accepted?: components["schemas"]["RuleList.field"];
                    rejected?: components["schemas"]["RuleList.field"];
                    state?: components["schemas"]["RuleList.field"];
                    errorClass?: components["schemas"]["RuleList.field"];
                    error?: components["schemas"]["RuleList.field"];
                    at?: components["schemas"]["RuleList.field"];
                };
            };
            onFailure?: {
                /** @description Id or name of the rule that runs with the same facts when an e-mail of this action fails or comes back */
                rule: string;
            };
            /** @description The later rules of the trigger are not run where an e-mail of this action cannot be sent for now */
            stopOnFailure?: boolean;
            /** @description Where this action cannot make an e-mail of the facts, the event goes on without it and says why; otherwise the whole event is refused */
            ignoreErrors?: boolean;
        };
        "RuleList.field": string;
        /**
         * ForEach
         * @description The actions run once for each row of a table, which they see as `row`.
         */
        "RuleList.forEach": {
            /** @description A table of the form */
            field: string;
            /** @description json-rules-engine conditions, asked for each row; rows that do not match are left out */
            conditions?: Record<string, never>;
            /** @description Run once, before the rows */
            before?: components["schemas"]["RuleList.action"][];
            /** @description Run once, after the rows */
            after?: components["schemas"]["RuleList.action"][];
        };
        "RuleList.trigger": {
            /** @constant */
            kind: "form";
            /** @description Id of the form */
            form: string;
            /**
             * @description mail_failure: only when another rule names it in onFailure
             * @enum {unknown}
             */
            event: "submit" | "save" | "load" | "status_change" | "field_change" | "mail_failure";
            /** @description Of field_change: only when one of these fields changed */
            fields?: string[];
            /** @description Of status_change: only from one of these statuses */
            from?: string[];
            /** @description Of status_change: only to one of these statuses */
            to?: string[];
        } | {
            /** @constant */
            kind: "workflow";
            event: string;
            /** @description Form whose schema the facts must fit */
            form?: string;
        } | {
            /** @constant */
            kind: "email-received";
            /** @description Id of the data source whose mailbox is read */
            mailbox: string;
            /** @description Also for e-mails that programs made: reports, absences, newsletters; default false */
            automatic?: boolean;
            /** @description How often the rule fires for one sender in 24 hours; default 3 */
            most?: number;
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
                /** @description Which action of its part of the rule makes it, from 0 */
                action: number;
                /**
                 * @description Before the rows of a table, for each of them, after them
                 * @enum {unknown}
                 */
                part: "before" | "actions" | "after";
                /** @description Of the table, from 0; null: it is for no row */
                row: number | null;
                /** @description null: nobody can send it */
                sender: {
                    connectorId: string;
                    connectorName: string;
                    /** @enum {unknown} */
                    reason: "global_forced" | "rule" | "runtime" | "account" | "global_fallback" | "default" | "person";
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
                    /** @description The e-mail holds a link to it */
                    link: boolean;
                    /** @description Where a file that is made for the e-mail can be read, below /api */
                    download: string | null;
                }[];
                /** @enum {unknown} */
                importance: "low" | "normal" | "high";
                /** @enum {unknown} */
                sentCopy: "auto" | "always" | "never" | null;
                /** @description Why it would wait instead of being sent */
                held: {
                    /** @enum {unknown} */
                    reason: "event" | "approval" | "send_window" | "connector" | "guard" | "right" | "suppressed" | "missing_value";
                    detail: string;
                } | null;
                /** @description Path below /api of a page with the HTML body; null without one */
                frame: string | null;
                /** @description The template of the library that its text is from */
                template: {
                    id: string;
                    name: string;
                    version: number;
                    /** @description Of the text that was taken: BCP 47, or default */
                    language: string;
                } | null;
            }[];
            /** @description Of a rule that is repeated for each row of a table; the mails are of the first rows */
            rows: {
                total: number;
                matching: number;
            } | null;
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
                    outcome?: {
                        [key: string]: unknown;
                    };
                    onFailure?: {
                        [key: string]: unknown;
                    };
                    stopOnFailure?: boolean;
                    ignoreErrors?: boolean;
                }[];
                forEach?: {
                    [key: string]: unknown;
                };
                enabled?: boolean;
            };
            ruleId?: string;
            facts: {
                [key: string]: unknown;
            };
        };
        /** RuleProblems */
        RuleProblems: {
            items: {
                ruleId: string;
                /** @description Why its e-mails are held or say nothing; none: all is well */
                problems: string[];
            }[];
        };
        /** RuleReplay */
        RuleReplay: {
            records: {
                eventId: string;
                /** @description What tells the record from the others */
                label: string;
                /** @description Milliseconds since 1970 */
                at: number;
                /**
                 * @description starts: e-mails where there were none; stops: none any more; refused: the event would be refused
                 * @enum {unknown}
                 */
                outcome: "same" | "starts" | "stops" | "changes" | "refused";
                /** @description Why it would be refused */
                problem: string | null;
                /** @description Who would get an e-mail and did not */
                added: string[];
                /** @description Who would get none any more */
                removed: string[];
                /** @description What the others would read instead */
                differences: {
                    recipients: string[];
                    /** @enum {unknown} */
                    part: "email" | "from" | "sender" | "to" | "cc" | "bcc" | "replyTo" | "subject" | "html" | "text" | "attachments" | "meeting" | "headers" | "held";
                    before: string;
                    now: string;
                }[];
            }[];
            counts: {
                same: number;
                starts: number;
                stops: number;
                changes: number;
                refused: number;
            };
            /** @description Records that there was no time for */
            skipped: number;
        };
        /**
         * RuleReplayInput
         * @description The rule as it stands in the editor, to compare with the stored one; absent: the stored one as it would be today.
         */
        RuleReplayInput: {
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
                    outcome?: {
                        [key: string]: unknown;
                    };
                    onFailure?: {
                        [key: string]: unknown;
                    };
                    stopOnFailure?: boolean;
                    ignoreErrors?: boolean;
                }[];
                forEach?: {
                    [key: string]: unknown;
                };
                enabled?: boolean;
            };
            /**
             * @description How many of the newest records of its trigger
             * @default 50
             */
            records: number;
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
                    outcome?: {
                        [key: string]: unknown;
                    };
                    onFailure?: {
                        [key: string]: unknown;
                    };
                    stopOnFailure?: boolean;
                    ignoreErrors?: boolean;
                }[];
                forEach?: {
                    [key: string]: unknown;
                };
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
            /** @description When the retention setting deleted its documents and the values of its rows */
            purgedAt: number | null;
            /** @description Rows of which a second person is asked about another address */
            openRedirects: number;
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
                /** @description Of those left out: options.select does not choose them */
                notSelected: number;
                /** @description Of those planned: they correct an earlier e-mail */
                replacements: number;
                /** @description Of the e-mails held: a recipient came onto the suppression list, or is not registered any more, since the release */
                suppressed: number;
                /** @description Of those suppressed: the contact of the person does not have the address any more */
                unregistered: number;
                /** @description Of the e-mails failed: a later run has one for the same person and period. These are not tried again */
                sentLater: number;
                /** @description The e-mails of the planned rows, each in one of these */
                mails: {
                    held: number;
                    queued: number;
                    sending: number;
                    /** @description Taken by the mail server of their owners */
                    accepted: number;
                    /** @description Taken for the address of the guard: their owners did not get them */
                    redirected: number;
                    uncertain: number;
                    failed: number;
                    cancelled: number;
                    /** @description Kept back by the guard: nobody got them */
                    captured: number;
                    bounced: number;
                };
            };
            ruleId: string;
            /** @description As it was planned */
            ruleVersion: number | null;
            /** @description As it is now; null: deleted */
            rule: {
                name: string;
                version: number;
                enabled: boolean;
            } | null;
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
                /** @description What is said of it where its name says something else than its content; else empty */
                note: string;
            }[];
            documents: {
                total: number;
                /** @description No row has them */
                unused: number;
            };
            problems: {
                /** @enum {unknown} */
                kind: "row" | "no_owner" | "same_owner" | "no_address" | "invalid_address" | "no_contact" | "changed_address" | "same_address" | "time_zone" | "suppressed" | "no_document" | "two_documents" | "document_of_two_owners" | "document_of_another" | "document_empty" | "document_encrypted" | "document_unreadable" | "number_not_in_document" | "too_big" | "no_link" | "missing_value" | "invalid_value" | "password" | "recipient_not_owner" | "from_not_allowed" | "connector" | "not_one_mail" | "rule_not_fired" | "other_run";
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
                senders: {
                    /** @description The address that sends */
                    from: string;
                    mails: number;
                }[];
                /** @description The most frequent reasons */
                leftOut: {
                    /** @enum {unknown} */
                    kind: "person" | "already_sent";
                    reason: string;
                    rows: number;
                }[];
                /** @description Planned rows of which a person changed one of the next three */
                changedRows: number;
                /** @description Planned rows whose address a person changed after the file was read */
                changedAddresses: number;
                /** @description Planned rows whose person's number a person changed */
                changedOwners: number;
                /** @description With what recipients are compared, where that was changed since the first plan: rows that were refused may pass. none: the run is not confidential any more. null: not changed */
                comparison: {
                    /** @enum {unknown} */
                    from: "contacts" | "column" | "none";
                    /** @enum {unknown} */
                    to: "contacts" | "column" | "none";
                    by: string;
                    /** @description Milliseconds since 1970 */
                    at: number;
                } | null;
                /** @description Planned rows that go to another address than last time, as a person confirmed */
                confirmedAddresses: number;
                /** @description Planned rows whose document a person chose */
                chosenDocuments: number;
            };
            /** @description Ids of all who made or changed what is planned: with four eyes none of them can approve it */
            makers: string[];
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
                /** @description How a time that the clocks show twice was understood; null: it comes once */
                reading: string | null;
            };
            guard: {
                /** @description The addresses of the guard for which e-mails were planned instead of their owners */
                redirected: {
                    to: string;
                    mails: number;
                }[];
                /** @description What the guard does with the e-mails of this run; null: nothing */
                text: string | null;
            };
            /** @description A person stopped all sending: nothing leaves */
            sendingStopped: {
                reason: string;
                by: string;
                /** @description Milliseconds since 1970 */
                at: number;
            } | null;
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
                reschedule: boolean;
                pause: boolean;
                resume: boolean;
                cancel: boolean;
                retryFailed: boolean;
            };
        };
        /** RunColumns */
        RunColumns: {
            /** @description Name of the upload; null: there are no rows yet */
            file: string | null;
            columns: {
                name: string;
                samples: string[];
            }[];
        };
        /** RunConfirmInput */
        RunConfirmInput: {
            ids?: string[];
            /**
             * @description All rows that have this problem.
             * @constant
             */
            problem?: "changed_address";
        } & (unknown | unknown);
        /** RunConfirmed */
        RunConfirmed: {
            confirmed: number;
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
                /** @description When the retention setting deleted its documents and the values of its rows */
                purgedAt: number | null;
                /** @description Rows of which a second person is asked about another address */
                openRedirects: number;
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
                    /** @description Of those left out: options.select does not choose them */
                    notSelected: number;
                    /** @description Of those planned: they correct an earlier e-mail */
                    replacements: number;
                    /** @description Of the e-mails held: a recipient came onto the suppression list, or is not registered any more, since the release */
                    suppressed: number;
                    /** @description Of those suppressed: the contact of the person does not have the address any more */
                    unregistered: number;
                    /** @description Of the e-mails failed: a later run has one for the same person and period. These are not tried again */
                    sentLater: number;
                    /** @description The e-mails of the planned rows, each in one of these */
                    mails: {
                        held: number;
                        queued: number;
                        sending: number;
                        /** @description Taken by the mail server of their owners */
                        accepted: number;
                        /** @description Taken for the address of the guard: their owners did not get them */
                        redirected: number;
                        uncertain: number;
                        failed: number;
                        cancelled: number;
                        /** @description Kept back by the guard: nobody got them */
                        captured: number;
                        bounced: number;
                    };
                };
                ruleId: string;
                /** @description As it was planned */
                ruleVersion: number | null;
                /** @description As it is now; null: deleted */
                rule: {
                    name: string;
                    version: number;
                    enabled: boolean;
                } | null;
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
                    /** @description What is said of it where its name says something else than its content; else empty */
                    note: string;
                }[];
                documents: {
                    total: number;
                    /** @description No row has them */
                    unused: number;
                };
                problems: {
                    /** @enum {unknown} */
                    kind: "row" | "no_owner" | "same_owner" | "no_address" | "invalid_address" | "no_contact" | "changed_address" | "same_address" | "time_zone" | "suppressed" | "no_document" | "two_documents" | "document_of_two_owners" | "document_of_another" | "document_empty" | "document_encrypted" | "document_unreadable" | "number_not_in_document" | "too_big" | "no_link" | "missing_value" | "invalid_value" | "password" | "recipient_not_owner" | "from_not_allowed" | "connector" | "not_one_mail" | "rule_not_fired" | "other_run";
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
                    senders: {
                        /** @description The address that sends */
                        from: string;
                        mails: number;
                    }[];
                    /** @description The most frequent reasons */
                    leftOut: {
                        /** @enum {unknown} */
                        kind: "person" | "already_sent";
                        reason: string;
                        rows: number;
                    }[];
                    /** @description Planned rows of which a person changed one of the next three */
                    changedRows: number;
                    /** @description Planned rows whose address a person changed after the file was read */
                    changedAddresses: number;
                    /** @description Planned rows whose person's number a person changed */
                    changedOwners: number;
                    /** @description With what recipients are compared, where that was changed since the first plan: rows that were refused may pass. none: the run is not confidential any more. null: not changed */
                    comparison: {
                        /** @enum {unknown} */
                        from: "contacts" | "column" | "none";
                        /** @enum {unknown} */
                        to: "contacts" | "column" | "none";
                        by: string;
                        /** @description Milliseconds since 1970 */
                        at: number;
                    } | null;
                    /** @description Planned rows that go to another address than last time, as a person confirmed */
                    confirmedAddresses: number;
                    /** @description Planned rows whose document a person chose */
                    chosenDocuments: number;
                };
                /** @description Ids of all who made or changed what is planned: with four eyes none of them can approve it */
                makers: string[];
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
                    /** @description How a time that the clocks show twice was understood; null: it comes once */
                    reading: string | null;
                };
                guard: {
                    /** @description The addresses of the guard for which e-mails were planned instead of their owners */
                    redirected: {
                        to: string;
                        mails: number;
                    }[];
                    /** @description What the guard does with the e-mails of this run; null: nothing */
                    text: string | null;
                };
                /** @description A person stopped all sending: nothing leaves */
                sendingStopped: {
                    reason: string;
                    by: string;
                    /** @description Milliseconds since 1970 */
                    at: number;
                } | null;
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
                    reschedule: boolean;
                    pause: boolean;
                    resume: boolean;
                    cancel: boolean;
                    retryFailed: boolean;
                };
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
        /** RunExample */
        RunExample: {
            documents: {
                total: number;
                /** @description The first that are not read yet */
                names: string[];
            };
            rows: {
                line: number;
                /** @description Why the row cannot be read */
                problem: string | null;
                owner: string;
                address: string;
                document: {
                    name: string;
                    /** @description null: known when it is planned */
                    found: boolean | null;
                } | null;
                password: {
                    length: number;
                    problem: string | null;
                } | null;
            }[];
        };
        /** RunExampleInput */
        RunExampleInput: {
            options: components["schemas"]["RunExampleInput.runOptions"];
        };
        "RunExampleInput.runDocuments": {
            /**
             * @description none: no documents. name: by a pattern for the file name. column: a column names the file. marker: PDFs of all persons are split. layout: a PDF is drawn for each row.
             * @enum {unknown}
             */
            by: "none" | "name" | "column" | "marker" | "layout";
            /** @description For name: a template, for example {{employeeId}}.pdf. For marker: an expression whose first group is the number. For layout: the name of each file, default payslip-{{employeeId}}.pdf. */
            pattern?: string;
            /** @description For marker: the words right before the number, for example Employee no. */
            text?: string;
            column?: string;
            layout?: components["schemas"]["RunExampleInput.runLayout"];
            /**
             * @description Whether an e-mail holds a link to this server instead of its document: never, when it would be larger than the mail server takes, or always. Needs MAILRULE_PUBLIC_URL. Absent: as the rule says.
             * @enum {unknown}
             */
            link?: "never" | "above_limit" | "always";
            /** @description Days after which the links end, counted from the planning; never longer than the retention setting keeps e-mails. Default: 30 */
            linkDays?: number;
        };
        /** @description For layout: how the PDF of a row is drawn. All texts are templates over the row; run.period is the period. The same row gives the same bytes. */
        "RunExampleInput.runLayout": {
            /** @description Title in the properties of the PDF. */
            title: components["schemas"]["RunExampleInput.runLayoutText"];
            /** @description Template that makes a date like 2026-11-30: the date in the properties of the PDF. Default: the first day of a period like 2026-11. */
            date?: string;
            /** @description BCP 47, for screen readers, for example de-DE. */
            language?: string;
            /**
             * @description Default: A4
             * @enum {unknown}
             */
            paper?: "A4" | "LETTER";
            /** @description At the foot of every page. */
            footer?: components["schemas"]["RunExampleInput.runLayoutText"];
            blocks: (components["schemas"]["RunExampleInput.runLayoutWords"] | components["schemas"]["RunExampleInput.runLayoutFacts"] | components["schemas"]["RunExampleInput.runLayoutTable"])[];
        };
        /** @description One for each column. */
        "RunExampleInput.runLayoutCells": components["schemas"]["RunExampleInput.runLayoutText"][];
        "RunExampleInput.runLayoutFacts": {
            /** @constant */
            kind: "facts";
            lines: {
                label: components["schemas"]["RunExampleInput.runLayoutText"];
                value: components["schemas"]["RunExampleInput.runLayoutText"];
                when?: components["schemas"]["RunExampleInput.runLayoutWhen"];
            }[];
            when?: components["schemas"]["RunExampleInput.runLayoutWhen"];
        };
        "RunExampleInput.runLayoutTable": {
            /** @constant */
            kind: "table";
            columns: {
                title: components["schemas"]["RunExampleInput.runLayoutText"];
                /** @enum {unknown} */
                align?: "left" | "right";
                /** @description Share of the width in relation to the other columns. Default: 1 */
                width?: number;
            }[];
            rows: {
                cells: components["schemas"]["RunExampleInput.runLayoutCells"];
                when?: components["schemas"]["RunExampleInput.runLayoutWhen"];
            }[];
            /** @description A last row in bold. */
            total?: components["schemas"]["RunExampleInput.runLayoutCells"];
            when?: components["schemas"]["RunExampleInput.runLayoutWhen"];
        };
        "RunExampleInput.runLayoutText": string;
        /** @description A column: what has this is left out of the PDF of a row where the column is empty. */
        "RunExampleInput.runLayoutWhen": string;
        "RunExampleInput.runLayoutWords": {
            /** @enum {unknown} */
            kind: "heading" | "text";
            text: components["schemas"]["RunExampleInput.runLayoutText"];
            when?: components["schemas"]["RunExampleInput.runLayoutWhen"];
        };
        "RunExampleInput.runOptions": {
            /** @description Column with the number of the person. Default: employeeId */
            ownerField?: string;
            /** @description Column with the person's registered address. Default: email */
            addressField?: string;
            /** @description Default true: a document goes to its owner only, and no other sender takes over. */
            confidential?: boolean;
            /**
             * @description Where the registered address of a person is looked up. column: in the row itself (addressField). contacts: in the contact that has the person's number as its employee number, primary or additional; asked again when the e-mail leaves. Default: column
             * @enum {unknown}
             */
            registered?: "column" | "contacts";
            /** @description Addresses that may be a recipient of every e-mail beside its owner, for example an archive. */
            permitted?: string[];
            select?: components["schemas"]["RunExampleInput.runSelection"];
            documents?: components["schemas"]["RunExampleInput.runDocuments"];
            /** @description The field by which the rule names the document. Default: document. A rule that does not name it gets it as an attachment. */
            documentField?: string;
            /** @description The person's number must stand in the text of the PDF. */
            numberCheck?: boolean;
            /** @description Encrypts each PDF: give either pattern or stored. */
            password?: {
                /** @description Template over the row: the PDF is encrypted with what it makes. The value is never stored. */
                pattern?: string;
                /** @description true: with the password that is stored for the person (/document-passwords). */
                stored?: boolean;
                /** @description Stands in the e-mail and tells the person what the password is made of. */
                hint: string;
            };
            /** @description IANA name. Default: UTC */
            timeZone?: string;
            /** @description Column with the recipient's own time zone (IANA name): each e-mail leaves in the window by the clock of its recipient. A row without one goes by timeZone. Default: all go by timeZone. */
            timeZoneField?: string;
            window?: {
                from: string;
                to: string;
                /** @description 1 is Monday. Absent: every day. */
                days?: number[];
            };
            /** @description Stands before the subject of an e-mail that corrects an earlier one. Default: Corrected: */
            replacementMark?: string;
        };
        /** @description Which rows get an e-mail. The others are left out with that reason and counted. Default: all. */
        "RunExampleInput.runSelection": {
            /** @description Conditions over the columns, as rules have them: {"all": [{"fact": "location", "operator": "in", "value": ["Berlin"]}]}. A number is compared with a column as a number. */
            where?: Record<string, never>;
            /** @description The first row, counted from 1 without the headings. */
            from?: number;
            /** @description The last row. */
            to?: number;
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
            /** @description What is said of it where its name says something else than its content; else empty */
            note: string;
        };
        /**
         * RunInput
         * @description A payroll run: one e-mail for each row of a file.
         */
        RunInput: {
            name: string;
            /** @description What the run is for, for example 2026-11. Within one period and rule nobody gets the same data twice. One that differs from that of an earlier run of the rule only by capital letters, the width of letters, the kind of a dash, how many spaces there are or signs that nobody sees is spelled like it; another spelling, as 11/2026 for 2026-11, is another period. */
            period: string;
            /** @description Id of a Send email rule. */
            rule?: string;
            /** @description Instead of rule: id of a form with exactly one Send email rule. */
            form?: string;
            options?: components["schemas"]["RunInput.runOptions"];
        };
        "RunInput.runDocuments": {
            /**
             * @description none: no documents. name: by a pattern for the file name. column: a column names the file. marker: PDFs of all persons are split. layout: a PDF is drawn for each row.
             * @enum {unknown}
             */
            by: "none" | "name" | "column" | "marker" | "layout";
            /** @description For name: a template, for example {{employeeId}}.pdf. For marker: an expression whose first group is the number. For layout: the name of each file, default payslip-{{employeeId}}.pdf. */
            pattern?: string;
            /** @description For marker: the words right before the number, for example Employee no. */
            text?: string;
            column?: string;
            layout?: components["schemas"]["RunInput.runLayout"];
            /**
             * @description Whether an e-mail holds a link to this server instead of its document: never, when it would be larger than the mail server takes, or always. Needs MAILRULE_PUBLIC_URL. Absent: as the rule says.
             * @enum {unknown}
             */
            link?: "never" | "above_limit" | "always";
            /** @description Days after which the links end, counted from the planning; never longer than the retention setting keeps e-mails. Default: 30 */
            linkDays?: number;
        };
        /** @description For layout: how the PDF of a row is drawn. All texts are templates over the row; run.period is the period. The same row gives the same bytes. */
        "RunInput.runLayout": {
            /** @description Title in the properties of the PDF. */
            title: components["schemas"]["RunInput.runLayoutText"];
            /** @description Template that makes a date like 2026-11-30: the date in the properties of the PDF. Default: the first day of a period like 2026-11. */
            date?: string;
            /** @description BCP 47, for screen readers, for example de-DE. */
            language?: string;
            /**
             * @description Default: A4
             * @enum {unknown}
             */
            paper?: "A4" | "LETTER";
            /** @description At the foot of every page. */
            footer?: components["schemas"]["RunInput.runLayoutText"];
            blocks: (components["schemas"]["RunInput.runLayoutWords"] | components["schemas"]["RunInput.runLayoutFacts"] | components["schemas"]["RunInput.runLayoutTable"])[];
        };
        /** @description One for each column. */
        "RunInput.runLayoutCells": components["schemas"]["RunInput.runLayoutText"][];
        "RunInput.runLayoutFacts": {
            /** @constant */
            kind: "facts";
            lines: {
                label: components["schemas"]["RunInput.runLayoutText"];
                value: components["schemas"]["RunInput.runLayoutText"];
                when?: components["schemas"]["RunInput.runLayoutWhen"];
            }[];
            when?: components["schemas"]["RunInput.runLayoutWhen"];
        };
        "RunInput.runLayoutTable": {
            /** @constant */
            kind: "table";
            columns: {
                title: components["schemas"]["RunInput.runLayoutText"];
                /** @enum {unknown} */
                align?: "left" | "right";
                /** @description Share of the width in relation to the other columns. Default: 1 */
                width?: number;
            }[];
            rows: {
                cells: components["schemas"]["RunInput.runLayoutCells"];
                when?: components["schemas"]["RunInput.runLayoutWhen"];
            }[];
            /** @description A last row in bold. */
            total?: components["schemas"]["RunInput.runLayoutCells"];
            when?: components["schemas"]["RunInput.runLayoutWhen"];
        };
        "RunInput.runLayoutText": string;
        /** @description A column: what has this is left out of the PDF of a row where the column is empty. */
        "RunInput.runLayoutWhen": string;
        "RunInput.runLayoutWords": {
            /** @enum {unknown} */
            kind: "heading" | "text";
            text: components["schemas"]["RunInput.runLayoutText"];
            when?: components["schemas"]["RunInput.runLayoutWhen"];
        };
        "RunInput.runOptions": {
            /** @description Column with the number of the person. Default: employeeId */
            ownerField?: string;
            /** @description Column with the person's registered address. Default: email */
            addressField?: string;
            /** @description Default true: a document goes to its owner only, and no other sender takes over. */
            confidential?: boolean;
            /**
             * @description Where the registered address of a person is looked up. column: in the row itself (addressField). contacts: in the contact that has the person's number as its employee number, primary or additional; asked again when the e-mail leaves. Default: column
             * @enum {unknown}
             */
            registered?: "column" | "contacts";
            /** @description Addresses that may be a recipient of every e-mail beside its owner, for example an archive. */
            permitted?: string[];
            select?: components["schemas"]["RunInput.runSelection"];
            documents?: components["schemas"]["RunInput.runDocuments"];
            /** @description The field by which the rule names the document. Default: document. A rule that does not name it gets it as an attachment. */
            documentField?: string;
            /** @description The person's number must stand in the text of the PDF. */
            numberCheck?: boolean;
            /** @description Encrypts each PDF: give either pattern or stored. */
            password?: {
                /** @description Template over the row: the PDF is encrypted with what it makes. The value is never stored. */
                pattern?: string;
                /** @description true: with the password that is stored for the person (/document-passwords). */
                stored?: boolean;
                /** @description Stands in the e-mail and tells the person what the password is made of. */
                hint: string;
            };
            /** @description IANA name. Default: UTC */
            timeZone?: string;
            /** @description Column with the recipient's own time zone (IANA name): each e-mail leaves in the window by the clock of its recipient. A row without one goes by timeZone. Default: all go by timeZone. */
            timeZoneField?: string;
            window?: {
                from: string;
                to: string;
                /** @description 1 is Monday. Absent: every day. */
                days?: number[];
            };
            /** @description Stands before the subject of an e-mail that corrects an earlier one. Default: Corrected: */
            replacementMark?: string;
        };
        /** @description Which rows get an e-mail. The others are left out with that reason and counted. Default: all. */
        "RunInput.runSelection": {
            /** @description Conditions over the columns, as rules have them: {"all": [{"fact": "location", "operator": "in", "value": ["Berlin"]}]}. A number is compared with a column as a number. */
            where?: Record<string, never>;
            /** @description The first row, counted from 1 without the headings. */
            from?: number;
            /** @description The last row. */
            to?: number;
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
            /** @description As it came with the file, where a person changed it; null: unchanged */
            addressWas: string | null;
            /** @description Who changed the address */
            addressBy: string | null;
            /** @description The address of last time, where somebody confirmed that it is another one now */
            addressConfirmedFrom: string | null;
            /** @description Who confirmed that the address is another one than last time; null: nobody */
            addressConfirmedBy: string | null;
            /** @description The number as it came with the file, where a person changed it */
            ownerWas: string | null;
            /** @description Who changed the number */
            ownerBy: string | null;
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
                chosenBy: string | null;
            } | null;
            problems: {
                /** @enum {unknown} */
                kind: "row" | "no_owner" | "same_owner" | "no_address" | "invalid_address" | "no_contact" | "changed_address" | "same_address" | "time_zone" | "suppressed" | "no_document" | "two_documents" | "document_of_two_owners" | "document_of_another" | "document_empty" | "document_encrypted" | "document_unreadable" | "number_not_in_document" | "too_big" | "no_link" | "missing_value" | "invalid_value" | "password" | "recipient_not_owner" | "from_not_allowed" | "connector" | "not_one_mail" | "rule_not_fired" | "other_run";
                message: string;
            }[];
            leftOut: {
                /** @enum {unknown} */
                kind: "person" | "already_sent" | "not_selected";
                reason: string;
                by: string | null;
            } | null;
            mail: {
                /** @description In the outbox */
                id: string;
                /** @description That of its delivery, or redirected or captured by the guard */
                state: string;
                detail: string;
                /** @description Of one that is held, e.g. suppressed */
                heldReason: string | null;
                /** @description The person did not get it, and this run sends or sent one for the same period */
                laterRun: {
                    id: string;
                    name: string;
                } | null;
                /** @description The address of the guard that gets it instead of the person */
                redirectedTo: string | null;
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
            /** @description The newest e-mail of any payroll run that a mail server accepted for this person; null: none */
            lastEmailed: {
                /** @description When the mail server accepted it; milliseconds since 1970 */
                at: number;
                runId: string;
                runName: string;
                period: string;
                /** @description In the outbox */
                mailId: string;
                /** @description Name of its document */
                document: string | null;
                /** @description A person sent it once more after the run had */
                again: boolean;
            } | null;
            /** @description Waits for a second person */
            redirect: {
                to: string;
                reason: string;
                by: string;
                /** @description Milliseconds since 1970 */
                at: number;
            } | null;
            /** @description Earlier requests to send to another address, the oldest first */
            redirects: {
                to: string;
                reason: string;
                by: string;
                /** @description Milliseconds since 1970 */
                at: number;
                /** @enum {unknown} */
                ended: "confirmed" | "declined" | "withdrawn";
                endedBy: string;
                /** @description Milliseconds since 1970 */
                endedAt: number;
                endedReason: string | null;
                /** @description Of a confirmed one: what became of the e-mail; captured: nobody received it */
                mail: {
                    id: string;
                    state: string;
                    detail: string;
                } | null;
            }[];
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
                /** @description As it came with the file, where a person changed it; null: unchanged */
                addressWas: string | null;
                /** @description Who changed the address */
                addressBy: string | null;
                /** @description The address of last time, where somebody confirmed that it is another one now */
                addressConfirmedFrom: string | null;
                /** @description Who confirmed that the address is another one than last time; null: nobody */
                addressConfirmedBy: string | null;
                /** @description The number as it came with the file, where a person changed it */
                ownerWas: string | null;
                /** @description Who changed the number */
                ownerBy: string | null;
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
                    chosenBy: string | null;
                } | null;
                problems: {
                    /** @enum {unknown} */
                    kind: "row" | "no_owner" | "same_owner" | "no_address" | "invalid_address" | "no_contact" | "changed_address" | "same_address" | "time_zone" | "suppressed" | "no_document" | "two_documents" | "document_of_two_owners" | "document_of_another" | "document_empty" | "document_encrypted" | "document_unreadable" | "number_not_in_document" | "too_big" | "no_link" | "missing_value" | "invalid_value" | "password" | "recipient_not_owner" | "from_not_allowed" | "connector" | "not_one_mail" | "rule_not_fired" | "other_run";
                    message: string;
                }[];
                leftOut: {
                    /** @enum {unknown} */
                    kind: "person" | "already_sent" | "not_selected";
                    reason: string;
                    by: string | null;
                } | null;
                mail: {
                    /** @description In the outbox */
                    id: string;
                    /** @description That of its delivery, or redirected or captured by the guard */
                    state: string;
                    detail: string;
                    /** @description Of one that is held, e.g. suppressed */
                    heldReason: string | null;
                    /** @description The person did not get it, and this run sends or sent one for the same period */
                    laterRun: {
                        id: string;
                        name: string;
                    } | null;
                    /** @description The address of the guard that gets it instead of the person */
                    redirectedTo: string | null;
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
                /** @description The newest e-mail of any payroll run that a mail server accepted for this person; null: none */
                lastEmailed: {
                    /** @description When the mail server accepted it; milliseconds since 1970 */
                    at: number;
                    runId: string;
                    runName: string;
                    period: string;
                    /** @description In the outbox */
                    mailId: string;
                    /** @description Name of its document */
                    document: string | null;
                    /** @description A person sent it once more after the run had */
                    again: boolean;
                } | null;
                /** @description Waits for a second person */
                redirect: {
                    to: string;
                    reason: string;
                    by: string;
                    /** @description Milliseconds since 1970 */
                    at: number;
                } | null;
                /** @description Earlier requests to send to another address, the oldest first */
                redirects: {
                    to: string;
                    reason: string;
                    by: string;
                    /** @description Milliseconds since 1970 */
                    at: number;
                    /** @enum {unknown} */
                    ended: "confirmed" | "declined" | "withdrawn";
                    endedBy: string;
                    /** @description Milliseconds since 1970 */
                    endedAt: number;
                    endedReason: string | null;
                    /** @description Of a confirmed one: what became of the e-mail; captured: nobody received it */
                    mail: {
                        id: string;
                        state: string;
                        detail: string;
                    } | null;
                }[];
            }[];
            /** @description `after` of the next page */
            next: number | null;
        };
        /** RunItemMail */
        RunItemMail: {
            /** @description In the outbox */
            id: string;
            sender: {
                connectorId: string;
                connectorName: string;
                reason: string;
                /** @description Why this connector sends, in one sentence */
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
            subject: string;
            text: string | null;
            attachments: {
                filename: string;
                contentType: string;
                /** @description Bytes */
                size: number;
            }[];
            /** @description Path below /api of a page with the HTML body; null without one */
            frame: string | null;
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
                /** @description When the retention setting deleted its documents and the values of its rows */
                purgedAt: number | null;
                /** @description Rows of which a second person is asked about another address */
                openRedirects: number;
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
                    /** @description Of those left out: options.select does not choose them */
                    notSelected: number;
                    /** @description Of those planned: they correct an earlier e-mail */
                    replacements: number;
                    /** @description Of the e-mails held: a recipient came onto the suppression list, or is not registered any more, since the release */
                    suppressed: number;
                    /** @description Of those suppressed: the contact of the person does not have the address any more */
                    unregistered: number;
                    /** @description Of the e-mails failed: a later run has one for the same person and period. These are not tried again */
                    sentLater: number;
                    /** @description The e-mails of the planned rows, each in one of these */
                    mails: {
                        held: number;
                        queued: number;
                        sending: number;
                        /** @description Taken by the mail server of their owners */
                        accepted: number;
                        /** @description Taken for the address of the guard: their owners did not get them */
                        redirected: number;
                        uncertain: number;
                        failed: number;
                        cancelled: number;
                        /** @description Kept back by the guard: nobody got them */
                        captured: number;
                        bounced: number;
                    };
                };
                ruleId: string;
                /** @description As it was planned */
                ruleVersion: number | null;
                /** @description As it is now; null: deleted */
                rule: {
                    name: string;
                    version: number;
                    enabled: boolean;
                } | null;
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
                    /** @description What is said of it where its name says something else than its content; else empty */
                    note: string;
                }[];
                documents: {
                    total: number;
                    /** @description No row has them */
                    unused: number;
                };
                problems: {
                    /** @enum {unknown} */
                    kind: "row" | "no_owner" | "same_owner" | "no_address" | "invalid_address" | "no_contact" | "changed_address" | "same_address" | "time_zone" | "suppressed" | "no_document" | "two_documents" | "document_of_two_owners" | "document_of_another" | "document_empty" | "document_encrypted" | "document_unreadable" | "number_not_in_document" | "too_big" | "no_link" | "missing_value" | "invalid_value" | "password" | "recipient_not_owner" | "from_not_allowed" | "connector" | "not_one_mail" | "rule_not_fired" | "other_run";
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
                    senders: {
                        /** @description The address that sends */
                        from: string;
                        mails: number;
                    }[];
                    /** @description The most frequent reasons */
                    leftOut: {
                        /** @enum {unknown} */
                        kind: "person" | "already_sent";
                        reason: string;
                        rows: number;
                    }[];
                    /** @description Planned rows of which a person changed one of the next three */
                    changedRows: number;
                    /** @description Planned rows whose address a person changed after the file was read */
                    changedAddresses: number;
                    /** @description Planned rows whose person's number a person changed */
                    changedOwners: number;
                    /** @description With what recipients are compared, where that was changed since the first plan: rows that were refused may pass. none: the run is not confidential any more. null: not changed */
                    comparison: {
                        /** @enum {unknown} */
                        from: "contacts" | "column" | "none";
                        /** @enum {unknown} */
                        to: "contacts" | "column" | "none";
                        by: string;
                        /** @description Milliseconds since 1970 */
                        at: number;
                    } | null;
                    /** @description Planned rows that go to another address than last time, as a person confirmed */
                    confirmedAddresses: number;
                    /** @description Planned rows whose document a person chose */
                    chosenDocuments: number;
                };
                /** @description Ids of all who made or changed what is planned: with four eyes none of them can approve it */
                makers: string[];
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
                    /** @description How a time that the clocks show twice was understood; null: it comes once */
                    reading: string | null;
                };
                guard: {
                    /** @description The addresses of the guard for which e-mails were planned instead of their owners */
                    redirected: {
                        to: string;
                        mails: number;
                    }[];
                    /** @description What the guard does with the e-mails of this run; null: nothing */
                    text: string | null;
                };
                /** @description A person stopped all sending: nothing leaves */
                sendingStopped: {
                    reason: string;
                    by: string;
                    /** @description Milliseconds since 1970 */
                    at: number;
                } | null;
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
                    reschedule: boolean;
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
                /** @description When the retention setting deleted its documents and the values of its rows */
                purgedAt: number | null;
                /** @description Rows of which a second person is asked about another address */
                openRedirects: number;
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
                    /** @description Of those left out: options.select does not choose them */
                    notSelected: number;
                    /** @description Of those planned: they correct an earlier e-mail */
                    replacements: number;
                    /** @description Of the e-mails held: a recipient came onto the suppression list, or is not registered any more, since the release */
                    suppressed: number;
                    /** @description Of those suppressed: the contact of the person does not have the address any more */
                    unregistered: number;
                    /** @description Of the e-mails failed: a later run has one for the same person and period. These are not tried again */
                    sentLater: number;
                    /** @description The e-mails of the planned rows, each in one of these */
                    mails: {
                        held: number;
                        queued: number;
                        sending: number;
                        /** @description Taken by the mail server of their owners */
                        accepted: number;
                        /** @description Taken for the address of the guard: their owners did not get them */
                        redirected: number;
                        uncertain: number;
                        failed: number;
                        cancelled: number;
                        /** @description Kept back by the guard: nobody got them */
                        captured: number;
                        bounced: number;
                    };
                };
            }[];
            /** @description `before` of the next page; null: this is the last one */
            next: string | null;
        };
        /** RunOwner */
        RunOwner: {
            owner: string;
            /** @description The newest e-mail of any payroll run that a mail server accepted for this person; null: none */
            lastEmailed: {
                /** @description When the mail server accepted it; milliseconds since 1970 */
                at: number;
                runId: string;
                runName: string;
                period: string;
                /** @description In the outbox */
                mailId: string;
                /** @description Name of its document */
                document: string | null;
                /** @description A person sent it once more after the run had */
                again: boolean;
            } | null;
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
        /** RunRuleList */
        RunRuleList: {
            items: {
                id: string;
                name: string;
                /** @description The form or the event */
                trigger: string;
            }[];
        };
        /** RunSettings */
        RunSettings: {
            /** @description Who made or changed a run cannot approve it. */
            fourEyes: boolean;
            /** @description A change of a rule waits until somebody else approves it. Absent: it stays as it is; at first it is off. */
            fourEyesForRules?: boolean;
            /** @description A run stops by itself after so many failures in a row. */
            stopAfterFailures: number;
        };
        /** RunSettingsSetting */
        RunSettingsSetting: {
            /** @description Who made or changed a run cannot approve it. */
            fourEyes: boolean;
            /** @description A change of a rule waits until somebody else approves it. Absent: it stays as it is; at first it is off. */
            fourEyesForRules: boolean;
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
        /** Schedule */
        Schedule: {
            id: string;
            name: string;
            /** @description Id of the rule */
            rule: string;
            facts: Record<string, never>;
            /** @description It looks at every instance of the form instead of the facts */
            instances: boolean;
            /** @description IANA */
            timeZone: string;
            /** @description As in ScheduleInput */
            timing: Record<string, never>;
            /** @description The timing in words */
            text: string;
            expires: Record<string, never> | null;
            /** @enum {unknown} */
            missed: "once" | "skip";
            /** @description false for one that has ended */
            unique: boolean;
            /** @enum {unknown} */
            state: "active" | "paused" | "ended";
            /** @description At most five, the first one first */
            nextRuns: number[];
            /** @description How often it ran since it was made or changed */
            runs: number;
            /** @description Milliseconds since 1970 */
            lastRunAt: number | null;
            /** @description When the URL of its webhook was made; null: it has none */
            hookAt: number | null;
            ownerId: string;
            /** @description Milliseconds since 1970 */
            createdAt: number;
            createdBy: string;
            /** @description Milliseconds since 1970 */
            modifiedAt: number;
            modifiedBy: string;
            /** @description The ETag */
            version: number;
        };
        /**
         * ScheduleCall
         * @description What a webhook of a schedule is called with. All of it may be left out.
         */
        ScheduleCall: {
            /** @description Id of an instance of the rule's form: the rule looks at its values. */
            instance?: string;
            /** @description In the place of single facts of the schedule or the instance. */
            facts?: Record<string, never>;
        };
        /** ScheduleCalled */
        ScheduleCalled: {
            eventId: string;
            /** @description Whether the conditions of the rule held */
            fired: boolean;
            /** @description How many e-mails were made */
            mails: number;
        };
        /** ScheduleHook */
        ScheduleHook: {
            id: string;
            name: string;
            /** @description Told this once: only its hash is kept */
            token: string;
            /** @description Of the URL to call with POST, below the address of this server */
            path: string;
            version: number;
        };
        /**
         * ScheduleInput
         * @description When a rule looks at stored facts by itself.
         */
        ScheduleInput: {
            name: string;
            /** @description Id of the rule, of any trigger */
            rule: string;
            /**
             * @description What the rule looks at each time
             * @default {}
             */
            facts: Record<string, never>;
            /**
             * @description The rule looks at every instance of its form, as it is then, in the place of stored facts.
             * @default false
             */
            instances: boolean;
            /** @description IANA name, e.g. Europe/Prague. */
            timeZone: string;
            timing: components["schemas"]["ScheduleInput.timing"];
            expires?: {
                /** @description No run after this moment, by the clock of the time zone */
                at?: components["schemas"]["ScheduleInput.localTime"];
                /** @description Ends after so many runs */
                runs?: number;
                /** @description json-rules-engine conditions on the facts; ends when they hold. */
                when?: Record<string, never>;
            };
            /**
             * @description What was due while no server ran: one run afterwards, or none.
             * @default once
             * @enum {unknown}
             */
            missed: "once" | "skip";
            /**
             * @description Refused while another unique schedule of the same rule and facts has not ended.
             * @default false
             */
            unique: boolean;
        };
        /** @description By the clock of the time zone, for example 08:30. */
        "ScheduleInput.clockTime": string;
        /** @description By the clock of the time zone, for example 2026-11-27T08:00. */
        "ScheduleInput.localTime": string;
        "ScheduleInput.timing": {
            /** @constant */
            kind: "immediately";
        } | {
            /** @constant */
            kind: "onDemand";
        } | {
            /** @constant */
            kind: "once";
            at: components["schemas"]["ScheduleInput.localTime"];
        } | {
            /** @constant */
            kind: "after";
            days?: number;
            hours?: number;
            minutes?: number;
        } | {
            /** @constant */
            kind: "field";
            /** @description A date or a date with time */
            field: string;
            /** @description Negative: before it */
            days?: number;
            hours?: number;
            minutes?: number;
            /** @description Of a date without time; default 08:00 */
            time?: components["schemas"]["ScheduleInput.clockTime"];
        } | {
            /** @constant */
            kind: "minutes";
            every: number;
        } | {
            /** @constant */
            kind: "hourly";
            minute: number;
        } | {
            /** @constant */
            kind: "daily";
            time: components["schemas"]["ScheduleInput.clockTime"];
            /** @description Monday to Friday */
            weekdaysOnly?: boolean;
        } | {
            /** @constant */
            kind: "weekly";
            time: components["schemas"]["ScheduleInput.clockTime"];
            days: components["schemas"]["ScheduleInput.weekday"][];
        } | {
            /** @constant */
            kind: "monthly";
            time: components["schemas"]["ScheduleInput.clockTime"];
            /** @description 31 is the last day of every month: a shorter month ends earlier. */
            day: number;
        } | {
            /** @constant */
            kind: "monthly_weekday";
            time: components["schemas"]["ScheduleInput.clockTime"];
            /** @enum {unknown} */
            nth: "first" | "second" | "third" | "fourth" | "last";
            weekday: components["schemas"]["ScheduleInput.weekday"];
        };
        /** @description 1 is Monday */
        "ScheduleInput.weekday": number;
        /** ScheduleList */
        ScheduleList: {
            items: {
                id: string;
                name: string;
                /** @description Id of the rule */
                rule: string;
                facts: Record<string, never>;
                /** @description It looks at every instance of the form instead of the facts */
                instances: boolean;
                /** @description IANA */
                timeZone: string;
                /** @description As in ScheduleInput */
                timing: Record<string, never>;
                /** @description The timing in words */
                text: string;
                expires: Record<string, never> | null;
                /** @enum {unknown} */
                missed: "once" | "skip";
                /** @description false for one that has ended */
                unique: boolean;
                /** @enum {unknown} */
                state: "active" | "paused" | "ended";
                /** @description At most five, the first one first */
                nextRuns: number[];
                /** @description How often it ran since it was made or changed */
                runs: number;
                /** @description Milliseconds since 1970 */
                lastRunAt: number | null;
                /** @description When the URL of its webhook was made; null: it has none */
                hookAt: number | null;
                ownerId: string;
                /** @description Milliseconds since 1970 */
                createdAt: number;
                createdBy: string;
                /** @description Milliseconds since 1970 */
                modifiedAt: number;
                modifiedBy: string;
                /** @description The ETag */
                version: number;
            }[];
            /** @description `after` of the next page; null: this is the last one */
            next: string | null;
        };
        /**
         * ScheduleNextInput
         * @description The times of a schedule that is not saved yet. More of it may come along.
         */
        ScheduleNextInput: {
            name?: string;
            /** @description Id of the rule, of any trigger */
            rule?: string;
            /**
             * @description What the rule looks at each time
             * @default {}
             */
            facts: Record<string, never>;
            /**
             * @description The rule looks at every instance of its form, as it is then, in the place of stored facts.
             * @default false
             */
            instances: boolean;
            /** @description IANA name, e.g. Europe/Prague. */
            timeZone: string;
            timing: components["schemas"]["ScheduleNextInput.timing"];
            expires?: {
                /** @description No run after this moment, by the clock of the time zone */
                at?: components["schemas"]["ScheduleNextInput.localTime"];
                /** @description Ends after so many runs */
                runs?: number;
                /** @description json-rules-engine conditions on the facts; ends when they hold. */
                when?: Record<string, never>;
            };
            /**
             * @description What was due while no server ran: one run afterwards, or none.
             * @default once
             * @enum {unknown}
             */
            missed: "once" | "skip";
            /**
             * @description Refused while another unique schedule of the same rule and facts has not ended.
             * @default false
             */
            unique: boolean;
        };
        /** @description By the clock of the time zone, for example 08:30. */
        "ScheduleNextInput.clockTime": string;
        /** @description By the clock of the time zone, for example 2026-11-27T08:00. */
        "ScheduleNextInput.localTime": string;
        "ScheduleNextInput.timing": {
            /** @constant */
            kind: "immediately";
        } | {
            /** @constant */
            kind: "onDemand";
        } | {
            /** @constant */
            kind: "once";
            at: components["schemas"]["ScheduleNextInput.localTime"];
        } | {
            /** @constant */
            kind: "after";
            days?: number;
            hours?: number;
            minutes?: number;
        } | {
            /** @constant */
            kind: "field";
            /** @description A date or a date with time */
            field: string;
            /** @description Negative: before it */
            days?: number;
            hours?: number;
            minutes?: number;
            /** @description Of a date without time; default 08:00 */
            time?: components["schemas"]["ScheduleNextInput.clockTime"];
        } | {
            /** @constant */
            kind: "minutes";
            every: number;
        } | {
            /** @constant */
            kind: "hourly";
            minute: number;
        } | {
            /** @constant */
            kind: "daily";
            time: components["schemas"]["ScheduleNextInput.clockTime"];
            /** @description Monday to Friday */
            weekdaysOnly?: boolean;
        } | {
            /** @constant */
            kind: "weekly";
            time: components["schemas"]["ScheduleNextInput.clockTime"];
            days: components["schemas"]["ScheduleNextInput.weekday"][];
        } | {
            /** @constant */
            kind: "monthly";
            time: components["schemas"]["ScheduleNextInput.clockTime"];
            /** @description 31 is the last day of every month: a shorter month ends earlier. */
            day: number;
        } | {
            /** @constant */
            kind: "monthly_weekday";
            time: components["schemas"]["ScheduleNextInput.clockTime"];
            /** @enum {unknown} */
            nth: "first" | "second" | "third" | "fourth" | "last";
            weekday: components["schemas"]["ScheduleNextInput.weekday"];
        };
        /** @description 1 is Monday */
        "ScheduleNextInput.weekday": number;
        /** ScheduleRunList */
        ScheduleRunList: {
            items: {
                id: string;
                /** @description Milliseconds since 1970 */
                dueAt: number;
                /** @description When it was done */
                at: number;
                /**
                 * @description not_needed: the condition no longer held; missed: no server ran when it was due
                 * @enum {unknown}
                 */
                outcome: "fired" | "not_needed" | "rule_off" | "missed" | "failed";
                /** @description Why it failed; of all instances: how many */
                message: string | null;
                /** @description What came of it: GET /events/{id} */
                eventId: string | null;
            }[];
        };
        /** SenderList */
        SenderList: {
            items: {
                id: string;
                displayName: string;
                address: string;
                /** @description Beside the address in From; empty: none */
                name: string;
                /** @description false: it belongs to the organisation */
                own: boolean;
                isDefault: boolean;
                /** @description Why it cannot send now; null: it can */
                problem: string | null;
                /** @description Below e-mails from it; null: none is wanted */
                signature: string | null;
            }[];
        };
        /**
         * SendingLimitsChange
         * @description How many e-mails may leave in an hour before the next ones are held for an administrator. Payroll runs, which are approved by their plan, do not count.
         */
        SendingLimitsChange: {
            /** @description null: no limit */
            perConnector: number | null;
            /** @description null: no limit */
            perRule: number | null;
            /** @description To one address, over all rules and connectors; null: no limit */
            perRecipient: number | null;
        };
        /** SendingLimitsSetting */
        SendingLimitsSetting: {
            /** @description null: no limit */
            perConnector: number | null;
            /** @description null: no limit */
            perRule: number | null;
            /** @description To one address, over all rules and connectors; null: no limit */
            perRecipient: number | null;
            /** @description Milliseconds since 1970; null: never set. The ETag. */
            modifiedAt: number | null;
            modifiedBy: string | null;
        };
        /** SendingResume */
        SendingResume: Record<string, never>;
        /**
         * SendingStop
         * @description Why all sending stops.
         */
        SendingStop: {
            reason: string;
        };
        /** SessionList */
        SessionList: {
            items: {
                id: string;
                /** @description What the browser called itself */
                device: string;
                /** @description Milliseconds since 1970 */
                createdAt: number;
                expiresAt: number | null;
                /** @description The session of this request */
                current: boolean;
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
            /** @description The own password, where the present one was given by an administrator for one sign-in. Not the name. */
            newPassword?: string;
        };
        /**
         * SignInSetting
         * @description Who may sign in with a password.
         */
        SignInSetting: {
            /**
             * @description chosen: only those named; everybody else signs in with a provider.
             * @enum {unknown}
             */
            passwords: "everybody" | "chosen";
            /** @description ids of administrators who get in when no provider answers */
            chosen?: string[];
        };
        /** SignInSettingView */
        SignInSettingView: {
            /**
             * @description chosen: only those named; everybody else signs in with a provider.
             * @enum {unknown}
             */
            passwords: "everybody" | "chosen";
            /** @description ids of administrators who get in when no provider answers */
            chosen: string[];
            /** @description Milliseconds since 1970; null: never set. The ETag. */
            modifiedAt: number | null;
            modifiedBy: string | null;
        };
        /** SignInWays */
        SignInWays: {
            providers: {
                id: string;
                name: string;
            }[];
            /**
             * @description Who may sign in with a password
             * @enum {unknown}
             */
            passwords: "everybody" | "chosen";
        };
        /** SignOnBegun */
        SignOnBegun: {
            /** @description Where the browser goes to */
            url: string;
        };
        /**
         * SignOnProvider
         * @description An OpenID Connect provider that people sign in with.
         */
        SignOnProvider: {
            /** @description Stands on the button: Sign in with ... */
            name: string;
            /**
             * @description false: no button, and nobody gets in by it.
             * @default true
             */
            enabled: boolean;
            /** @description The address below which the provider has /.well-known/openid-configuration. */
            issuer: string;
            clientId: string;
            /** @description Client secret. Absent keeps what is stored for the same issuer and client ID, null clears it; it is never answered. */
            secret?: string | null;
            /**
             * @description Asked for beside openid.
             * @default [
             *       "email",
             *       "profile"
             *     ]
             */
            scopes: string[];
            /**
             * @description true: whoever is not known yet becomes a person at the first sign-in; needs domains. false: only people who are there, recognised by their e-mail address.
             * @default false
             */
            createsPeople: boolean;
            /**
             * @description Roles of a person who is made at the first sign-in.
             * @default []
             */
            defaultRoles: ("manage_data_sources" | "designer" | "payroll_operator" | "approver" | "user")[];
            /**
             * @description Only addresses of these domains may sign in; empty: any.
             * @default []
             */
            domains: string[];
            /**
             * @description true: an address counts although the provider does not say whether it was verified; needs domains. One that it says was not verified never counts.
             * @default false
             */
            trustsAddresses: boolean;
            /** @description Name of the claim with groups or roles; null: they are given here only. */
            claim?: string | null;
            /**
             * @description The roles and groups named here are given and taken at each sign-in, by the values of the claim. Others stay as they are.
             * @default []
             */
            claimRules: {
                value: string;
                roles?: ("administrator" | "manage_data_sources" | "designer" | "payroll_operator" | "approver" | "user")[];
                /** @description ids */
                groups?: string[];
            }[];
            /**
             * @description true: signing out here goes on to the provider's own sign-out, where it has one.
             * @default false
             */
            signsOut: boolean;
        };
        /** SignOnProviderList */
        SignOnProviderList: {
            items: {
                id: string;
                /** @description Stands on the button: Sign in with ... */
                name: string;
                /**
                 * @description false: no button, and nobody gets in by it.
                 * @default true
                 */
                enabled: boolean;
                /** @description The address below which the provider has /.well-known/openid-configuration. */
                issuer: string;
                clientId: string;
                /** @description A stored secret is answered as {"$secret":"stored"}. */
                secret: {
                    $secret: string;
                } | null;
                /**
                 * @description Asked for beside openid.
                 * @default [
                 *       "email",
                 *       "profile"
                 *     ]
                 */
                scopes: string[];
                /**
                 * @description true: whoever is not known yet becomes a person at the first sign-in; needs domains. false: only people who are there, recognised by their e-mail address.
                 * @default false
                 */
                createsPeople: boolean;
                /**
                 * @description Roles of a person who is made at the first sign-in.
                 * @default []
                 */
                defaultRoles: ("manage_data_sources" | "designer" | "payroll_operator" | "approver" | "user")[];
                /**
                 * @description Only addresses of these domains may sign in; empty: any.
                 * @default []
                 */
                domains: string[];
                /**
                 * @description true: an address counts although the provider does not say whether it was verified; needs domains. One that it says was not verified never counts.
                 * @default false
                 */
                trustsAddresses: boolean;
                /** @description Name of the claim with groups or roles; null: they are given here only. */
                claim: string | null;
                claimRules: {
                    value: string;
                    roles: string[];
                    groups: string[];
                }[];
                /**
                 * @description true: signing out here goes on to the provider's own sign-out, where it has one.
                 * @default false
                 */
                signsOut: boolean;
                /** @description the ETag */
                version: number;
                /** @description Milliseconds since 1970 */
                createdAt: number;
                modifiedAt: number;
                modifiedBy: string;
            }[];
            /** @description To be registered at every provider; null: MAILRULE_PUBLIC_URL is missing. */
            redirectUri: string | null;
        };
        /** SignOnProviderView */
        SignOnProviderView: {
            id: string;
            /** @description Stands on the button: Sign in with ... */
            name: string;
            /**
             * @description false: no button, and nobody gets in by it.
             * @default true
             */
            enabled: boolean;
            /** @description The address below which the provider has /.well-known/openid-configuration. */
            issuer: string;
            clientId: string;
            /** @description A stored secret is answered as {"$secret":"stored"}. */
            secret: {
                $secret: string;
            } | null;
            /**
             * @description Asked for beside openid.
             * @default [
             *       "email",
             *       "profile"
             *     ]
             */
            scopes: string[];
            /**
             * @description true: whoever is not known yet becomes a person at the first sign-in; needs domains. false: only people who are there, recognised by their e-mail address.
             * @default false
             */
            createsPeople: boolean;
            /**
             * @description Roles of a person who is made at the first sign-in.
             * @default []
             */
            defaultRoles: ("manage_data_sources" | "designer" | "payroll_operator" | "approver" | "user")[];
            /**
             * @description Only addresses of these domains may sign in; empty: any.
             * @default []
             */
            domains: string[];
            /**
             * @description true: an address counts although the provider does not say whether it was verified; needs domains. One that it says was not verified never counts.
             * @default false
             */
            trustsAddresses: boolean;
            /** @description Name of the claim with groups or roles; null: they are given here only. */
            claim: string | null;
            claimRules: {
                value: string;
                roles: string[];
                groups: string[];
            }[];
            /**
             * @description true: signing out here goes on to the provider's own sign-out, where it has one.
             * @default false
             */
            signsOut: boolean;
            /** @description the ETag */
            version: number;
            /** @description Milliseconds since 1970 */
            createdAt: number;
            modifiedAt: number;
            modifiedBy: string;
        };
        /** SignOnStart */
        SignOnStart: {
            /** @description Path of this page to go on to. */
            returnTo?: string;
        };
        /** SignedOut */
        SignedOut: {
            /** @description Where to go on to, to sign out at the OpenID provider, too */
            providerUrl: string | null;
        };
        /**
         * SoftBouncesChange
         * @description After how many e-mails that came back softly (the mailbox is full, or its server did not answer for days) an address gets no e-mail any more.
         */
        SoftBouncesChange: {
            /** @description So many put the address on the suppression list; null: no number of them does */
            mails: number | null;
            /** @description Within so many days */
            days: number;
        };
        /** SoftBouncesSetting */
        SoftBouncesSetting: {
            /** @description So many put the address on the suppression list; null: no number of them does */
            mails: number | null;
            /** @description Within so many days */
            days: number;
            /** @description Milliseconds since 1970; null: never set. The ETag. */
            modifiedAt: number | null;
            modifiedBy: string | null;
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
        /** SubmittedForm */
        SubmittedForm: {
            eventId: string;
            /** @enum {unknown} */
            state: "committed" | "held" | "rolled_back" | "expired";
            /** @description Milliseconds since 1970 */
            createdAt: number;
            /** @description When a held event expires */
            expiresAt: number | null;
            /** @description Of an event that made more than 500 e-mails: none leaves before a person lets all of them go with `POST /limits/held/approve` and this key. null: they leave by themselves */
            approval: {
                key: string;
                /** @description How many waited when the event was stored */
                mails: number;
                /** @enum {unknown} */
                state: "waiting" | "approved" | "refused";
                /** @description When it was decided, milliseconds since 1970 */
                at: number | null;
                by: string | null;
                reason: string | null;
            } | null;
            rules: {
                ruleId: string;
                name: string;
                fired: boolean;
                trace: Record<string, never>;
                mails: {
                    id: string;
                    state: string;
                }[];
                /** @description Of a rule that is repeated for each row of a table; `leftOut` has the first rows that did not match */
                rows?: {
                    total: number;
                    matching: number;
                    leftOut: {
                        /** @description From 0 */
                        row: number;
                        trace: Record<string, never>;
                    }[];
                };
                /** @description The earlier rule that could not send, so that this one was not asked */
                stoppedBy?: string;
                /** @description Why actions with `ignoreErrors` made nothing; the first twenty */
                ignored?: {
                    /** @description JSON pointer into the rule */
                    action: string;
                    /** @description Of the table, from 0 */
                    row: number | null;
                    code: string;
                    message: string;
                }[];
            }[];
            /** @description What was made; null for another event than submit, and when it was deleted meanwhile */
            instance: {
                id: string;
                /** @description Id of the form */
                form: string;
                /** @description Process id; null where the form has no numberPrefix */
                number: string | null;
                process: string;
                /** @description Empty where the form has no statuses */
                status: string;
                completed: boolean;
                owner: {
                    name: string;
                    email: string;
                };
                /** @description Where people see it, where the form says so */
                link: string | null;
                /** @description Id of the event that made it */
                event: string;
                version: number;
                /** @description Milliseconds since 1970 */
                createdAt: number;
                createdBy: string;
                /** @description Milliseconds since 1970 */
                modifiedAt: number;
                modifiedBy: string;
                /** @description Without the bytes of files */
                values: Record<string, never>;
            } | null;
        };
        /** Suppression */
        Suppression: {
            id: string;
            address: string;
            /** @enum {unknown} */
            kind: "person" | "hard_bounce" | "soft_bounce" | "complaint" | "unsubscribe";
            reason: string;
            /** @description Milliseconds since 1970 */
            createdAt: number;
            createdBy: string;
            /** @description Who let the address get e-mail again; null: it gets none */
            ended: {
                /** @description Milliseconds since 1970 */
                at: number;
                by: string;
                reason: string;
            } | null;
        };
        /**
         * SuppressionEndInput
         * @description Why an address gets e-mail again.
         */
        SuppressionEndInput: {
            reason: string;
        };
        /**
         * SuppressionInput
         * @description An address that gets no e-mail any more.
         */
        SuppressionInput: {
            address: string;
            /**
             * @description Default person: somebody decided it. The others are what a server or the owner of the address said.
             * @enum {unknown}
             */
            kind?: "person" | "hard_bounce" | "soft_bounce" | "complaint" | "unsubscribe";
            reason: string;
        };
        /** SuppressionList */
        SuppressionList: {
            items: {
                id: string;
                address: string;
                /** @enum {unknown} */
                kind: "person" | "hard_bounce" | "soft_bounce" | "complaint" | "unsubscribe";
                reason: string;
                /** @description Milliseconds since 1970 */
                createdAt: number;
                createdBy: string;
                /** @description Who let the address get e-mail again; null: it gets none */
                ended: {
                    /** @description Milliseconds since 1970 */
                    at: number;
                    by: string;
                    reason: string;
                } | null;
            }[];
            /** @description `before` of the next page; null: this is the last one */
            next: string | null;
            /** @description Addresses on the list today */
            total: number;
        };
        /** SystemReport */
        SystemReport: {
            version: string;
            /** @description The clock of the server, milliseconds since 1970 */
            now: number;
            database: {
                /** @enum {unknown} */
                kind: "sqlite" | "postgres";
                version: string;
                /** @description The last migration */
                schema: string;
                /** @description Above 0: a newer version has worked with this database */
                unknownMigrations: number;
                bytes: number;
                walBytes: number | null;
                /** @description On the disk of a SQLite file */
                freeBytes: number | null;
                /** @description The clock of PostgreSQL, less that of the server */
                clockAheadMs: number | null;
                connections: {
                    open: number;
                    most: number;
                } | null;
            };
            queue: {
                waiting: number;
                oldestMs: number;
                /** @description Being sent by a process that is gone */
                stuck: number;
                /** @description Due for more than ten minutes, and nobody came */
                overdue: number;
            };
        };
        /** Template */
        Template: {
            id: string;
            name: string;
            /** @enum {unknown} */
            kind: "email" | "layout" | "part";
            /** @description Of an e-mail: the layout around it */
            layoutId: string | null;
            /** @description BCP 47, and default */
            languages: string[];
            /** @description The ETag, and the number of the newest version */
            version: number;
            /** @description Milliseconds since 1970 */
            createdAt: number;
            createdBy: string;
            /** @description Milliseconds since 1970 */
            modifiedAt: number;
            modifiedBy: string;
            texts: {
                /** @description A language tag (BCP 47), e.g. fr-CA, or "default". */
                language: string;
                /** @description Of an e-mail; a template. */
                subject?: string;
                /** @description A template; of a layout with {{> body}}. */
                html?: string;
                /** @description A template; absent of an e-mail: made from the HTML body. */
                text?: string;
            }[];
        };
        /**
         * TemplateInput
         * @description A template of the library: a whole e-mail, a layout around e-mails, or a part that others hold as {{> Name}}.
         */
        TemplateInput: {
            /** @description Unique, in capitals or not. A part's name is one word: a letter, then letters, digits, - or _. */
            name: string;
            /** @enum {unknown} */
            kind: "email" | "layout" | "part";
            /** @description Of an e-mail: the layout around its HTML; null or absent: none. */
            layoutId?: string | null;
            /** @description One entry for each language; "default" has to be there. */
            texts: components["schemas"]["TemplateInput.templateText"][];
        };
        "TemplateInput.templateText": {
            /** @description A language tag (BCP 47), e.g. fr-CA, or "default". */
            language: string;
            /** @description Of an e-mail; a template. */
            subject?: string;
            /** @description A template; of a layout with {{> body}}. */
            html?: string;
            /** @description A template; absent of an e-mail: made from the HTML body. */
            text?: string;
        };
        /** TemplateList */
        TemplateList: {
            items: {
                id: string;
                name: string;
                /** @enum {unknown} */
                kind: "email" | "layout" | "part";
                /** @description Of an e-mail: the layout around it */
                layoutId: string | null;
                /** @description BCP 47, and default */
                languages: string[];
                /** @description The ETag, and the number of the newest version */
                version: number;
                /** @description Milliseconds since 1970 */
                createdAt: number;
                createdBy: string;
                /** @description Milliseconds since 1970 */
                modifiedAt: number;
                modifiedBy: string;
            }[];
            /** @description `after` of the next page; null: this is the last one */
            next: string | null;
        };
        /** TemplatePreview */
        TemplatePreview: {
            /** @description Of the text that is shown: BCP 47, or default */
            language: string;
            subject: string | null;
            html: string | null;
            text: string | null;
            /** @description Path below /api of a page with the HTML; null without one */
            frame: string | null;
            findings: {
                path: string;
                message: string;
                line?: number;
                column?: number;
            }[];
        };
        /**
         * TemplatePreviewInput
         * @description A template as it stands in the editor, in one language, with a record.
         */
        TemplatePreviewInput: {
            /** @description The stored one that it will replace. */
            templateId?: string;
            /** @description As for POST /templates. */
            template: Record<string, never>;
            /** @description Of the recipient (BCP 47); absent: the default text. */
            language?: string;
            /** @description The record. */
            facts: Record<string, never>;
        };
        /** TemplateReplay */
        TemplateReplay: {
            rules: {
                ruleId: string;
                name: string;
                replay: {
                    records: {
                        eventId: string;
                        /** @description What tells the record from the others */
                        label: string;
                        /** @description Milliseconds since 1970 */
                        at: number;
                        /**
                         * @description starts: e-mails where there were none; stops: none any more; refused: the event would be refused
                         * @enum {unknown}
                         */
                        outcome: "same" | "starts" | "stops" | "changes" | "refused";
                        /** @description Why it would be refused */
                        problem: string | null;
                        /** @description Who would get an e-mail and did not */
                        added: string[];
                        /** @description Who would get none any more */
                        removed: string[];
                        /** @description What the others would read instead */
                        differences: {
                            recipients: string[];
                            /** @enum {unknown} */
                            part: "email" | "from" | "sender" | "to" | "cc" | "bcc" | "replyTo" | "subject" | "html" | "text" | "attachments" | "meeting" | "headers" | "held";
                            before: string;
                            now: string;
                        }[];
                    }[];
                    counts: {
                        same: number;
                        starts: number;
                        stops: number;
                        changes: number;
                        refused: number;
                    };
                    /** @description Records that there was no time for */
                    skipped: number;
                };
            }[];
        };
        /** TemplateReplayInput */
        TemplateReplayInput: {
            /** @description As it stands in the editor, as for PUT /templates/{id}; absent: the stored one is compared with itself. */
            template?: Record<string, never>;
            /**
             * @description How many of the last records of each rule.
             * @default 50
             */
            records: number;
        };
        /** TemplateStarters */
        TemplateStarters: {
            items: {
                id: string;
                title: string;
                summary: string;
                html: string;
            }[];
        };
        /** TemplateUses */
        TemplateUses: {
            rules: {
                id: string;
                name: string;
                /** @description Why its e-mails are held or say nothing; none: all is well */
                problems: string[];
            }[];
            templates: {
                id: string;
                name: string;
                /** @enum {unknown} */
                kind: "email" | "layout" | "part";
            }[];
        };
        /** TemplateVersion */
        TemplateVersion: {
            version: number;
            name: string;
            layoutId: string | null;
            /** @description Milliseconds since 1970 */
            at: number;
            by: string;
            /** @description The version that it brought back */
            restoredFrom: number | null;
            texts: {
                /** @description A language tag (BCP 47), e.g. fr-CA, or "default". */
                language: string;
                /** @description Of an e-mail; a template. */
                subject?: string;
                /** @description A template; of a layout with {{> body}}. */
                html?: string;
                /** @description A template; absent of an e-mail: made from the HTML body. */
                text?: string;
            }[];
        };
        /** TemplateVersionList */
        TemplateVersionList: {
            items: {
                version: number;
                name: string;
                layoutId: string | null;
                /** @description Milliseconds since 1970 */
                at: number;
                by: string;
                /** @description The version that it brought back */
                restoredFrom: number | null;
            }[];
            /** @description `before` of the next page; null: this is the last one */
            next: number | null;
        };
        /** TemporaryPassword */
        TemporaryPassword: {
            /** @description Good for one sign-in within seven days, at which the person chooses the own one. Not the name. */
            password: string;
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
        /** TriedAlerts */
        TriedAlerts: {
            /** @description How many e-mails are on their way */
            emails: number;
            /** @description Why none is */
            emailProblem: string | null;
            /** @enum {unknown} */
            webhook: "none" | "delivered" | "failed";
            webhookProblem: string | null;
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
        /** UnsavedEmailAccountTest */
        UnsavedEmailAccountTest: {
            /** @description The address of the mailbox; one account for each. */
            address: string;
            /** @description of the account: its secrets are used where untouched */
            id?: string;
            settings: Record<string, never>;
        };
        /** Unsubscribed */
        Unsubscribed: {
            id: string;
            address: string;
            /** @description Milliseconds since 1970 */
            at: number;
            /** @description Id of the e-mail whose link it was */
            messageId: string;
            /** @description Id of the rule that made the e-mail */
            ruleId: string | null;
            /** @description Who let the address get mass mail again; null: it gets none */
            ended: {
                /** @description Milliseconds since 1970 */
                at: number;
                by: string;
                reason: string;
            } | null;
        };
        /** UnsubscribedList */
        UnsubscribedList: {
            items: {
                id: string;
                address: string;
                /** @description Milliseconds since 1970 */
                at: number;
                /** @description Id of the e-mail whose link it was */
                messageId: string;
                /** @description Id of the rule that made the e-mail */
                ruleId: string | null;
                /** @description Who let the address get mass mail again; null: it gets none */
                ended: {
                    /** @description Milliseconds since 1970 */
                    at: number;
                    by: string;
                    reason: string;
                } | null;
            }[];
            /** @description `before` of the next page; null: this is the last one */
            next: string | null;
            /** @description Addresses that get no mass mail today */
            total: number;
        };
        /** User */
        User: {
            id: string;
            name: string;
            email: string | null;
            /** @description Accounts at OpenID providers that the person signs in with */
            accounts: {
                providerId: string;
                email: string;
            }[];
            roles: ("administrator" | "manage_data_sources" | "designer" | "payroll_operator" | "approver" | "user")[];
            /** @description The contact (a partner) that an external person works for */
            partner: string | null;
            /**
             * @description invited: no password and no account yet; temporary: the next sign-in asks for an own password
             * @enum {unknown}
             */
            state: "active" | "invited" | "temporary" | "disabled";
            /** @description Until when an open link to choose a password is good, in milliseconds since 1970 */
            linkUntil: number | null;
            /** @description Until when a temporary password is good */
            passwordUntil: number | null;
            /** @description The last sign-in */
            signedInAt: number | null;
            createdAt: number;
            /** @description When an administrator changed the person */
            modifiedAt: number | null;
            modifiedBy: string | null;
            /** @description The ETag */
            version: number;
        };
        /** UserChange */
        UserChange: {
            /** @description To sign in with; large and small letters do not tell names apart. */
            name?: string;
            /**
             * Format: email
             * @description The person's own. By it the account of an OpenID provider is recognised at the first sign-in; no two people have one. null: none.
             */
            email?: string | null;
            roles?: ("administrator" | "manage_data_sources" | "designer" | "payroll_operator" | "approver" | "user")[];
            /** @description Id of the contact (a partner) that an external person works for. Data sources are open to such people only where their security says so (enableB2B). null: one of ours. */
            partner?: string | null;
            /** @description true: sessions and API tokens end at once. */
            disabled?: boolean;
        };
        /** UserList */
        UserList: {
            items: {
                id: string;
                name: string;
                email: string | null;
                /** @description Accounts at OpenID providers that the person signs in with */
                accounts: {
                    providerId: string;
                    email: string;
                }[];
                roles: ("administrator" | "manage_data_sources" | "designer" | "payroll_operator" | "approver" | "user")[];
                /** @description The contact (a partner) that an external person works for */
                partner: string | null;
                /**
                 * @description invited: no password and no account yet; temporary: the next sign-in asks for an own password
                 * @enum {unknown}
                 */
                state: "active" | "invited" | "temporary" | "disabled";
                /** @description Until when an open link to choose a password is good, in milliseconds since 1970 */
                linkUntil: number | null;
                /** @description Until when a temporary password is good */
                passwordUntil: number | null;
                /** @description The last sign-in */
                signedInAt: number | null;
                createdAt: number;
                /** @description When an administrator changed the person */
                modifiedAt: number | null;
                modifiedBy: string | null;
                /** @description The ETag */
                version: number;
            }[];
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
    listAudit: {
        parameters: {
            query?: {
                /** @description id or name of who did it */
                actor?: string;
                /** @description what it was done to: connector, rule, user, session, mail, run ... */
                kind?: string;
                /** @description the operation, as in the description of the API */
                action?: string;
                /** @description id or name of what it was done to */
                subject?: string;
                /** @description true: only what failed or was refused */
                refused?: boolean;
                /** @description at this time or later: 2026-11-01, or with a time and zone, 2026-11-01T08:00:00Z */
                from?: string;
                /** @description before this time */
                to?: string;
                /** @description `next` of the page before */
                before?: number;
                /** @description Default 50 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The records of this page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exportAudit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description application/x-ndjson */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    verifyAudit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditCheck"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
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
    readAuthorization: {
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
            /** @description The state of the sign-in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authorization"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    disconnectConnector: {
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
            /** @description What was withdrawn */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Disconnected"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    authorizeConnector: {
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
            /** @description Where to go */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorizationBegun"];
                };
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
    secureConnector: {
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
                "application/json": components["schemas"]["ConnectorSecurityInput"];
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
    listContacts: {
        parameters: {
            query?: {
                /** @description A part of the name, the company, the employee number or an address */
                search?: string;
                /** @description Only these */
                kind?: "contact" | "partner";
                /** @description `next` of the page before */
                after?: string;
                /** @description Default 50 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contacts of this page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createContact: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactInput"];
            };
        };
        responses: {
            /** @description The contact */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readContact: {
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
            /** @description The contact */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeContact: {
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
                "application/json": components["schemas"]["ContactInput"];
            };
        };
        responses: {
            /** @description The contact */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteContact: {
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
    listContactActivities: {
        parameters: {
            query?: {
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
            /** @description One page, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listDocumentPasswords: {
        parameters: {
            query?: {
                /** @description A part of the person's number */
                search?: string;
                /** @description `next` of the page before */
                after?: string;
                /** @description Default 50 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The persons of this page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentPasswordList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putDocumentPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                owner: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentPasswordInput"];
            };
        };
        responses: {
            /** @description It is stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentPasswordStored"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteDocumentPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                owner: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentPasswordStored"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    importDocumentPasswords: {
        parameters: {
            query?: {
                /** @description File name; default passwords.csv */
                name?: string;
                /** @description Column with the person's number; default employeeId */
                owner?: string;
                /** @description Column with the password; default password */
                password?: string;
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
            /** @description How many, and the lines that cannot be used */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentPasswordImport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPersonalAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonalAccountList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removePersonalAccount: {
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
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    listFormInstances: {
        parameters: {
            query?: {
                /** @description Only with this status */
                status?: string;
                /** @description Only of this owner: the e-mail address, else the name */
                owner?: string;
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
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormInstanceList"];
                };
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
            /** @description What every rule decided, its mails, and the instance */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmittedForm"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getFormInstance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                instance: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The instance */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FormInstance"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    saveFormInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed it since. */
                "if-match"?: string;
            };
            path: {
                id: string;
                instance: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstanceChangeInput"];
            };
        };
        responses: {
            /** @description The instance as stored, and what its rules did */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedFormInstance"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteFormInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed it since. */
                "if-match"?: string;
            };
            path: {
                id: string;
                instance: string;
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
    listInstanceActivities: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                /** @description Default 50 */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
                instance: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    openFormInstance: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and content again: the first answer again. Other content: 409. */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
                instance: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The instance as stored, and what its rules did */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedFormInstance"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setFormInstanceStatus: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed it since. */
                "if-match"?: string;
            };
            path: {
                id: string;
                instance: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InstanceStatusInput"];
            };
        };
        responses: {
            /** @description The instance as stored, and what its rules did */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedFormInstance"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listGroups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createGroup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupInput"];
            };
        };
        responses: {
            /** @description The group */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readGroup: {
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
            /** @description The group */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeGroup: {
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
                "application/json": components["schemas"]["GroupInput"];
            };
        };
        responses: {
            /** @description The group */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteGroup: {
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
    getGuardStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is in force */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardStatus"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resumeSending: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendingResume"];
            };
        };
        responses: {
            /** @description The queue goes on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardStatus"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    stopSending: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendingStop"];
            };
        };
        responses: {
            /** @description Stopped: from now on no e-mail leaves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardStatus"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listBounceRates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Connectors that sent in 7 days; at most a minute old */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BounceRateList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listConnectorHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The troubled ones first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectorHealthList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listMailHours: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The oldest hour first, the running one last; at most 15 seconds old */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailHourList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    callSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key and content again: the first answer again. Other content: 409. */
                "idempotency-key"?: string;
            };
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleCall"];
            };
        };
        responses: {
            /** @description What came of it. 404: no such URL, or not any more */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleCalled"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Invitation"];
            };
        };
        responses: {
            /** @description The person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invited"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationPassword"];
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
    listKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The keys, the active one first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rotateKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description application/x-ndjson; the last line says whether it is done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listHeldByLimits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The largest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldByLimits"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    approveHeldByLimit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LimitDecision"];
            };
        };
        responses: {
            /** @description How many e-mails */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitDecided"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelHeldByLimit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LimitDecision"];
            };
        };
        responses: {
            /** @description How many e-mails */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitDecided"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listLimitUse: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The largest first, at most 100 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LimitUse"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    showLinkedFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; 404: the same one for every link that does not work */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    downloadLinkedFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes; 404: a page as for GET */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    watchLive: {
        parameters: {
            query?: {
                /** @description What to watch: connectors, outbox, rules, settings, runs; several separated by commas */
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
    listMailboxes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailboxList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readMailbox: {
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
            /** @description The mailbox */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivingMailbox"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeMailbox: {
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
                "application/json": components["schemas"]["MailboxSettings"];
            };
        };
        responses: {
            /** @description The mailbox */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivingMailbox"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listConversations: {
        parameters: {
            query?: {
                /** @description Words that stand in the subject, in names and addresses, or in names of files; one page, without `next` */
                search?: string;
                /** @description `next` of the page before */
                before?: string;
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
            /** @description The conversations of this page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                conversation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listMailboxMessages: {
        parameters: {
            query?: {
                /** @description Default quarantined */
                state?: "stored" | "read" | "quarantined" | "dropped";
                /** @description `next` of the page before */
                before?: string;
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
            /** @description The messages of this page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailboxMessageList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readReceivedMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its text and its files */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedMessageView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getReceivedAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                message: string;
                index: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, to be saved and never to be shown */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getReceivedPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                message: string;
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
    getReceivedSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                message: string;
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
    readMailboxNow: {
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
            /** @description It is read within seconds */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivingMailbox"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    syncMailbox: {
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
            /** @description What was found */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailboxLook"];
                };
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
    listDrafts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The drafts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createDraft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDraft"];
            };
        };
        responses: {
            /** @description The draft */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readDraft: {
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
            /** @description The draft */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteDraft: {
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
            /** @description It is deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    changeDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when it was changed since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftInput"];
            };
        };
        responses: {
            /** @description The draft */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    sendDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when it was changed since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The draft with the id of its e-mail */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    undoDraft: {
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
            /** @description The draft as it was */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listEmailAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The accounts, without secrets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailAccountList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    connectEmailAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailAccountDefinition"];
            };
        };
        responses: {
            /** @description The account */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailAccount"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readEmailAccount: {
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
            /** @description The account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailAccount"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeEmailAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when it was changed since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailAccountDefinition"];
            };
        };
        responses: {
            /** @description The account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailAccount"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeEmailAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when it was changed since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    changeEmailAccountPreferences: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when it was changed since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailAccountPreferences"];
            };
        };
        responses: {
            /** @description The account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailAccount"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readEmailAccountAuthorization: {
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
            /** @description The state of the sign-in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authorization"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    authorizeEmailAccount: {
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
            /** @description Where to go */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorizationBegun"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    disconnectEmailAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when it was changed since. */
                "if-match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmailAccount"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    testEmailAccount: {
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
    testUnsavedEmailAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnsavedEmailAccountTest"];
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
    listMailTasks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The oldest first, at most 200 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @enum {unknown} */
                            state: "open" | "taken";
                            performer: {
                                /** @enum {unknown} */
                                kind: "user" | "group";
                                name: string;
                            };
                            /** @description Who has taken it */
                            takenBy: string | null;
                            /** @description You have taken it */
                            mine: boolean;
                            subject: string;
                            to: {
                                name?: string;
                                address: string;
                            }[];
                            rule: {
                                id: string | null;
                                name: string | null;
                            };
                            /** @description Of the record */
                            instanceId: string | null;
                            /** @description Milliseconds since 1970 */
                            createdAt: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    declineMailTask: {
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
                "application/json": components["schemas"]["DeclineTask"];
            };
        };
        responses: {
            /** @description It is declined; the outcome of the rule says so */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    giveBackMailTask: {
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
            /** @description Somebody else can take it */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    takeMailTask: {
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
            /** @description The draft */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listMyMailboxes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mailboxes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivingMailboxList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Changed; a new session is in the cookie */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listSenders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The one for new e-mails first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your sessions, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Only the session of this request is left */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    endSession: {
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
    readOwnSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your ways in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnSignIn"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readAuthorizationOutcome: {
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
            /** @description The outcome in words */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorizationOutcome"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    finishAuthorization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description On to the page */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    revokeOutboxLinks: {
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
            /** @description How many there were */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevokedLinks"];
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
    listPeople: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["People"];
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
            /** @description text/html with a policy of its own; a file always as a download */
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
                            /** @description How people sign in with OAuth 2.0 here; the application itself is registered by an administrator. */
                            oauth?: {
                                /** @description as in 'Authenticate with Google' */
                                name: string;
                                /** @description OpenID issuer; {tenant} stands for the tenant of the application. */
                                issuer: string;
                                /** @description What {tenant} is where the application names none. */
                                tenant?: string;
                                /** @description Without each of these the mailbox cannot be used. */
                                mailScopes: string[];
                                /** @description Asked for as well: who consents, and a lasting permission. */
                                otherScopes: string[];
                                /** @description For an application that opens mailboxes without a person (client credentials). */
                                applicationScopes?: string[];
                                /** @description true: service accounts sign for a mailbox (RFC 7523). */
                                serviceAccounts?: boolean;
                                authorizationParameters?: {
                                    [key: string]: string;
                                };
                                /** @description true: each renewal gives a new refresh token. */
                                rotatesRefreshTokens?: boolean;
                                /** @description Days after which a person has to consent again, where that is known. */
                                consentDays?: number;
                                /**
                                 * Format: uri
                                 * @description How an application is registered.
                                 */
                                help?: string;
                            };
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
                            /** @description false: nothing is read from its mailboxes. */
                            receive: boolean;
                            /** @description false: nothing is sent through it; what is queued waits. */
                            send: boolean;
                            /** Format: uri */
                            help?: string;
                            notes?: string;
                            /**
                             * @description Shipped with the program, shipped and changed here, or added here.
                             * @enum {string}
                             */
                            origin: "shipped" | "changed" | "own";
                            /** @description the ETag; 0 while it is as it was shipped */
                            version: number;
                            /** @description milliseconds since 1970 */
                            modifiedAt: number | null;
                            modifiedBy: string | null;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createProvider: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProviderDefinition"];
            };
        };
        responses: {
            /** @description The provider */
            201: {
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
    changeProvider: {
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
                "application/json": components["schemas"]["ProviderDefinition"];
            };
        };
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
    deleteProvider: {
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
    readOauthApp: {
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
            /** @description The application */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OauthApplication"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putOauthApp: {
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
                "application/json": components["schemas"]["OauthApp"];
            };
        };
        responses: {
            /** @description The application */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OauthApplication"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteOauthApp: {
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
            /** @description Forgotten */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    resetProvider: {
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
    listProviderUses: {
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
            /** @description By display name; empty: it may go */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderUses"];
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
    approveRule: {
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
                "application/json": components["schemas"]["RuleDecision"];
            };
        };
        responses: {
            /** @description The rule as it is now */
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
    declineRule: {
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
                "application/json": components["schemas"]["RuleDecision"];
            };
        };
        responses: {
            /** @description The rule as it is now */
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
    listRuleReceived: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                before?: string;
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
            /** @description Those of this page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedEventList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    replayRule: {
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
                "application/json": components["schemas"]["RuleReplayInput"];
            };
        };
        responses: {
            /** @description Record by record, the newest first; nothing is stored or sent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleReplay"];
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
            query?: {
                /** @description Id of the stored rule that is changed: its schedules are looked at, too */
                rule?: string;
            };
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
                /** @description Event of the form: what its rules see beside the fields, such as the failure of mail_failure */
                event?: "submit" | "save" | "load" | "status_change" | "field_change" | "mail_failure";
                /** @description Name of the workflow event; with a form, too, its facts fit that form */
                workflow?: string;
                /** @description Id of the data source whose received e-mails a rule looks at */
                mailbox?: string;
                /** @description The table whose rows the rule is repeated for: their fields, too, as row.<field> */
                forEach?: string;
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
    listRuleProblems: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Only rules with problems */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleProblems"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    searchRecipients: {
        parameters: {
            query?: {
                /** @description A part of the name; absent: the first ones */
                search?: string;
                /** @description Instead: those with these ids, parted by commas */
                ids?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecipientChoices"];
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
    getRunOwner: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                owner: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description lastEmailed: null for whom never got one, also for a number that nobody has */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunOwner"];
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
                /** @description Only runs with a row of which a second person is asked about another address */
                redirect?: boolean;
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
    changeRun: {
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
                "application/json": components["schemas"]["RunInput"];
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
    deleteRun: {
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
    listRunColumns: {
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
            /** @description The columns */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunColumns"];
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
    getRunDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                document: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description application/pdf */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    tryRunOptions: {
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
                "application/json": components["schemas"]["RunExampleInput"];
            };
        };
        responses: {
            /** @description The first rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunExample"];
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
                problem?: "row" | "no_owner" | "same_owner" | "no_address" | "invalid_address" | "no_contact" | "changed_address" | "same_address" | "time_zone" | "suppressed" | "no_document" | "two_documents" | "document_of_two_owners" | "document_of_another" | "document_empty" | "document_encrypted" | "document_unreadable" | "number_not_in_document" | "too_big" | "no_link" | "missing_value" | "invalid_value" | "password" | "recipient_not_owner" | "from_not_allowed" | "connector" | "not_one_mail" | "rule_not_fired" | "other_run";
                /** @description Only rows, or rows whose e-mail is, in one of these states, separated by commas: waiting, planned, problem, left_out, held, queued, sending, dot_pending, accepted, redirected, uncertain, failed, cancelled, captured, bounced */
                state?: string;
                /** @description A part of the person's number or address */
                search?: string;
                /** @description Only rows whose address a person changed */
                addressChanged?: boolean;
                /** @description Only rows whose address, number or document a person changed */
                byHand?: boolean;
                /** @description Only rows of which a person confirmed another address than last time */
                confirmed?: boolean;
                /** @description Only rows of which a second person is asked about another address */
                redirect?: boolean;
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
    getRunItemBody: {
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
    getRunItemMail: {
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
            /** @description The e-mail */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunItemMail"];
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
    declineRunItemRedirect: {
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
    withdrawRunItemRedirect: {
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
    confirmRunItems: {
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
                "application/json": components["schemas"]["RunConfirmInput"];
            };
        };
        responses: {
            /** @description How many, and the run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunConfirmed"];
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
    rescheduleRun: {
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
    listRunRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rules by name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunRuleList"];
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
    listSchedules: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                /** @description Default 200 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedules of this page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleInput"];
            };
        };
        responses: {
            /** @description The schedule as stored */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSchedule: {
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
            /** @description The schedule as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeSchedule: {
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
                "application/json": components["schemas"]["ScheduleInput"];
            };
        };
        responses: {
            /** @description The schedule as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteSchedule: {
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
    listScheduleRuns: {
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
            /** @description The runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleRunList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    makeScheduleHook: {
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
            /** @description The token and the path to call */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleHook"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endScheduleHook: {
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
            /** @description Nobody can call it any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    pauseSchedule: {
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
            /** @description The schedule as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resumeSchedule: {
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
            /** @description The schedule as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    runSchedule: {
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
            /** @description The event, with what the rule decided */
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
    previewSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleNextInput"];
            };
        };
        responses: {
            /** @description In words, and its next runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NextRuns"];
                };
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getAlerts: {
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
                    "application/json": components["schemas"]["AlertsSetting"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putAlerts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertsChange"];
            };
        };
        responses: {
            /** @description The setting as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertsSetting"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    testAlerts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriedAlerts"];
                };
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
    deleteDefaultMailbox: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed it since. */
                "if-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
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
    connectDefaultMailbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DefaultMailboxConnection"];
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
    getEgress: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policy of the server that answers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Egress"];
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
    getGuard: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The setting, and what is in force */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardSetting"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putGuard: {
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
                "application/json": components["schemas"]["GuardChange"];
            };
        };
        responses: {
            /** @description The setting as stored, and what is in force */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardSetting"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSendingLimits: {
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
                    "application/json": components["schemas"]["SendingLimitsSetting"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putSendingLimits: {
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
                "application/json": components["schemas"]["SendingLimitsChange"];
            };
        };
        responses: {
            /** @description The setting as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SendingLimitsSetting"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRetention: {
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
                    "application/json": components["schemas"]["RetentionSetting"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putRetention: {
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
                "application/json": components["schemas"]["Retention"];
            };
        };
        responses: {
            /** @description The setting as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionSetting"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRetentionDue: {
        parameters: {
            query?: {
                /** @description Instead of the setting: days for contents */
                contentDays?: number;
                /** @description Instead of the setting: days for payroll runs */
                runDays?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is due */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionDue"];
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
    getSignInSetting: {
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
                    "application/json": components["schemas"]["SignInSettingView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putSignInSetting: {
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
                "application/json": components["schemas"]["SignInSetting"];
            };
        };
        responses: {
            /** @description The setting as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInSettingView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSoftBounces: {
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
                    "application/json": components["schemas"]["SoftBouncesSetting"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putSoftBounces: {
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
                "application/json": components["schemas"]["SoftBouncesChange"];
            };
        };
        responses: {
            /** @description The setting as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SoftBouncesSetting"];
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
    readSignInWays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ways */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInWays"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endSignOn: {
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
                "*/*": string;
            };
        };
        responses: {
            /** @description The sessions have ended */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    startSignOn: {
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
                "application/json": components["schemas"]["SignOnStart"];
            };
        };
        responses: {
            /** @description Where to go */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignOnBegun"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    finishSignOn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description On to the page; the session is in a cookie */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listSignOnProviders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignOnProviderList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createSignOnProvider: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignOnProvider"];
            };
        };
        responses: {
            /** @description The provider */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignOnProviderView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readSignOnProvider: {
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
                    "application/json": components["schemas"]["SignOnProviderView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putSignOnProvider: {
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
                "application/json": components["schemas"]["SignOnProvider"];
            };
        };
        responses: {
            /** @description The provider */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignOnProviderView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteSignOnProvider: {
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
    listSuppressions: {
        parameters: {
            query?: {
                /** @description A part of the address */
                search?: string;
                /** @description Only these */
                kind?: "person" | "hard_bounce" | "soft_bounce" | "complaint" | "unsubscribe";
                /** @description true: the addresses that were taken off the list, as its history */
                ended?: boolean;
                /** @description `next` of the page before */
                before?: string;
                /** @description Default 50 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The addresses of this page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuppressionList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addSuppression: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuppressionInput"];
            };
        };
        responses: {
            /** @description The address on the list */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Suppression"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endSuppression: {
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
                "application/json": components["schemas"]["SuppressionEndInput"];
            };
        };
        responses: {
            /** @description What it was on the list for, and who ended it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Suppression"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSystem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTemplates: {
        parameters: {
            query?: {
                /** @description A part of the name */
                search?: string;
                /** @description Only these */
                kind?: "email" | "layout" | "part";
                /** @description `next` of the page before */
                after?: string;
                /** @description Default 50 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The templates of this page, without their texts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateInput"];
            };
        };
        responses: {
            /** @description The template as stored */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTemplate: {
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
            /** @description The template as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeTemplate: {
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
                "application/json": components["schemas"]["TemplateInput"];
            };
        };
        responses: {
            /** @description The template as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteTemplate: {
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
    replayTemplate: {
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
                "application/json": components["schemas"]["TemplateReplayInput"];
            };
        };
        responses: {
            /** @description Rule by rule; nothing is stored or sent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateReplay"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTemplateUses: {
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
            /** @description Rules and templates */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateUses"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTemplateVersions: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                before?: number;
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
            /** @description The versions of this page, without their texts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateVersionList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTemplateVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it was saved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateVersion"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    restoreTemplateVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read; 412 when somebody changed it since. */
                "if-match"?: string;
            };
            path: {
                id: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The template as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplatePreviewInput"];
            };
        };
        responses: {
            /** @description The texts; null where one cannot be made */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplatePreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTemplateStarters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Their HTML */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateStarters"];
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
                        /** @description null: it does not expire */
                        expiresAt: number | null;
                        /** @description At most these, as far as you still have them. null, of an old token: all of yours */
                        roles: ("administrator" | "manage_data_sources" | "designer" | "payroll_operator" | "approver" | "user")[] | null;
                        /** @description The only thing that it is about; null: everything */
                        about: {
                            /** @enum {unknown} */
                            kind: "connector" | "rule";
                            id: string;
                            /** @description null: it was deleted */
                            name: string | null;
                        } | null;
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
                    "application/json": components["schemas"]["NewTokenAnswer"];
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
    showUnsubscribe: {
        parameters: {
            query?: {
                /** @description true: mass mail again */
                again?: boolean;
            };
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; 404: the same one for every link that does not work */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    unsubscribe: {
        parameters: {
            query?: {
                /** @description true: mass mail again */
                again?: boolean;
            };
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; 404: the same one for every link that does not work */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listUnsubscribed: {
        parameters: {
            query?: {
                /** @description A part of the address */
                search?: string;
                /** @description true: those that get it again, as the history */
                ended?: boolean;
                /** @description `next` of the page before */
                before?: string;
                /** @description Default 50 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The addresses of this page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnsubscribedList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endUnsubscribed: {
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
                "application/json": components["schemas"]["SuppressionEndInput"];
            };
        };
        responses: {
            /** @description When it unsubscribed, and who ended it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unsubscribed"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everybody */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description The person, and the code of the link */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedUser"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readUser: {
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
            /** @description The person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteUser: {
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
            /** @description Deleted; sessions and API tokens have ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    changeUser: {
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
                "application/json": components["schemas"]["UserChange"];
            };
        };
        responses: {
            /** @description The person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    unlinkUser: {
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
            /** @description The person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    inviteUser: {
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
            /** @description The code of the link, this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationLink"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setTemporaryPassword: {
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
                "application/json": components["schemas"]["TemporaryPassword"];
            };
        };
        responses: {
            /** @description The person */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
