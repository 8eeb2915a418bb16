import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';

/** A request as API Gateway gives it to a function, with the claims of its token. */
export type Event = APIGatewayProxyEventV2WithJWTAuthorizer;
